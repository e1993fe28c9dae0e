"""Registry of the apps: one `Manifest` per app says what it gives to the others.

An app is added with its own folder (in it `manifest.py` with `MANIFEST = Manifest(...)`), a line in INSTALLED_APPS and a
line in the layers of pyproject.toml. The manifests are read once, when Django has loaded all models; what they bring
is in the order of INSTALLED_APPS unless its consumer orders it. Items are typed loosely here because most of their
classes belong to layers above core; the consumer named beside a field gives them their type.

To let apps bring something new, add a field with its consumer, and its name to `KeyedField`, `SingleField` or
`ListedField`; a field that nobody reads has no place here. Items may name the permissions and the pages (URL names) that
they rely on, by `permissions_named` and `pages_named`. What does not fit together (`faults`) is an error of Django's system
checks (`portal.core.checks`): every command refuses to start, and the web process as well.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import import_module
from typing import Any, Literal

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

# How the items of a field are distinguished: by which attribute, or not at all; or whether one app at most fills it.
_BY_KEY = {"key": "key"}
_BY_TEMPLATE = {"key": "template"}
# `once`: another attribute that no two items may have in common.
_BY_PAGE = {"key": "page", "once": "stands_at"}
_BY_URLS = {"key": "urls"}
_SINGLE = {"single": True}

# The names of the fields, so that mypy finds a consumer that uses one renamed or removed. A test keeps them equal to the
# fields of `Manifest`.
KeyedField = Literal[
    "mounts",
    "menu_entries",
    "search_sources",
    "indicators",
    "jobs",
    "audit_actions",
    "audited_models",
    "audit_fields",
    "dependants",
    "dated_dependants",
    "charges",
    "person_panels",
    "committee_panels",
    "unit_actions",
    "sign_in_methods",
    "notice_kinds",
]
SingleField = Literal["beginning", "custody"]
ListedField = Literal["on_holidays_changed", "permissions", "on_account_reopened"]
ManifestField = Literal[KeyedField, SingleField, ListedField]


@dataclass(frozen=True)
class Mount:
    """Addresses of an app: the module with its `urlpatterns` (`urls`), and the prefix under which they are."""

    prefix: str
    urls: str


@dataclass(frozen=True)
class Manifest:
    """What one app brings. Every field may be left out."""

    #: Its addresses (portal.config.urls).
    mounts: Sequence[Mount] = field(default=(), metadata=_BY_URLS)
    #: Entries of the navigation and of the menu beside one's name (portal.accounts.menu.MenuEntry).
    menu_entries: Sequence[Any] = field(default=(), metadata=_BY_PAGE)
    #: What the search in the head looks through (portal.accounts.search.SearchSource).
    search_sources: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    #: Figures, in the order in which reports print them (portal.core.indicators.Indicator).
    indicators: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    #: By which rows the model has begun in an area (portal.core.indicators.Beginning).
    beginning: Any = field(default=None, metadata=_SINGLE)
    #: What runs in the background, once or again and again (portal.core.jobs.JobHandler).
    jobs: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    #: Called with `by`, `first`, `last` after the table of days off changed; gives how many due times moved
    #: (portal.core.holidays).
    on_holidays_changed: Sequence[Callable[..., int]] = ()
    #: Called with `by`, `row`, `unit_id`: the custodian of an audited row, and whether the actor is an
    #: outsider there (portal.core.audit.entries).
    custody: Callable[..., tuple[int | None, bool]] | None = field(default=None, metadata=_SINGLE)
    #: How the audit names what the app does, its models, and fields without a label of their own
    #: (portal.core.audit.labels.AuditAction, AuditedModel, AuditedField).
    audit_actions: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    audited_models: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    audit_fields: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    #: All permissions there are (portal.accounts.permissions.Permission); checks know by them what does not exist.
    permissions: Sequence[str] = ()
    #: What is in a unit and moves with it, as a preview counts it (portal.units.amendments.dependants.Dependant).
    dependants: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    #: What is dated to a unit and ends with it (portal.units.amendments.dependants.DatedDependant).
    dated_dependants: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    #: What goes over when an office is handed over (portal.accounts.handover.Charge).
    charges: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    #: Sections of the page of a person (portal.accounts.panels.Panel).
    person_panels: Sequence[Any] = field(default=(), metadata=_BY_TEMPLATE)
    #: Sections of the page "Ban Chỉ đạo" of a unit (portal.steering.committee.panels.CommitteePanel).
    committee_panels: Sequence[Any] = field(default=(), metadata=_BY_TEMPLATE)
    #: Actions at the head of a unit's page (portal.accounts.unit_actions.UnitAction).
    unit_actions: Sequence[Any] = field(default=(), metadata=_BY_PAGE)
    #: Ways of signing in (portal.signin.methods.SignInMethod).
    sign_in_methods: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    #: Kinds of notices that it sends (portal.core.notices.kinds.NoticeKind).
    notice_kinds: Sequence[Any] = field(default=(), metadata=_BY_KEY)
    #: Called with `user` when an account lets its person in again, in the same transaction (portal.accounts.services).
    on_account_reopened: Sequence[Callable[..., None]] = ()


@dataclass(frozen=True)
class Collection:
    """The manifests of the installed apps, by the apps' names, and what they bring, by the names of the fields."""

    manifests: dict[str, Manifest]
    items: dict[str, tuple[Any, ...]]
    by_key: dict[str, dict[Any, Any]]


def installed() -> dict[str, Manifest]:
    """The manifests of the installed apps in their order, by the apps' names."""
    return collected().manifests


def all_of(name: ManifestField) -> tuple[Any, ...]:
    """What all apps bring in one field, in the order of INSTALLED_APPS. Raises KeyError for an unknown field."""
    return collected().items[name]


def by_key(name: KeyedField) -> dict[Any, Any]:
    """The same by the items' keys; of two items with the same key the first."""
    return collected().by_key[name]


def one_of(name: SingleField) -> Any:
    """What one app brings in a field that one may fill, or None."""
    return next(iter(all_of(name)), None)


def faults() -> Iterator[str]:
    """What is wrong with the manifests together, a sentence each: two apps with one key, two with a single field, an item
    that names a permission that does not exist."""
    for item in fields(Manifest):
        brought = collected().items[item.name]
        if item.metadata.get("single") and len(brought) > 1:
            yield f"{item.name} is given by {len(brought)} apps, and one may give it"
        for attribute in filter(None, (item.metadata.get("key"), item.metadata.get("once"))):
            keys = [getattr(one, attribute) for one in brought]
            what = "the key " if attribute == item.metadata["key"] else ""
            yield from (
                f"{item.name}: {what}{one} is given {keys.count(one)} times"
                for one in dict.fromkeys(keys)
                if keys.count(one) > 1
            )
    known = set(all_of("permissions"))
    for what, permission in named("permissions_named"):
        if permission not in known:
            yield f"{what} names the permission {permission}, which does not exist"


def named(attribute: str) -> Iterator[tuple[str, str]]:
    """Each name that an item gives in `permissions_named` or `pages_named`, after the field and the key of the item."""
    for item in fields(Manifest):
        key = item.metadata.get("key")
        for one in collected().items[item.name]:
            for name in getattr(one, attribute, ()):
                yield f"{item.name}: {getattr(one, key) if key else one}", name


def collected() -> Collection:
    """The manifests of the installed apps, put together once for each set of apps."""
    return _collect(tuple(apps.get_app_configs()))


@cache
def _collect(configs: tuple[AppConfig, ...]) -> Collection:
    apps.check_models_ready()
    manifests = {
        config.name: import_module(f"{config.name}.manifest").MANIFEST
        for config in configs
        if config.module is not None and module_has_submodule(config.module, "manifest")
    }
    return collection_of(manifests)


def collection_of(manifests: dict[str, Manifest]) -> Collection:
    """What these manifests bring together."""
    items: dict[str, tuple[Any, ...]] = {}
    keyed: dict[str, dict[Any, Any]] = {}
    for item in fields(Manifest):
        given = [getattr(manifest, item.name) for manifest in manifests.values()]
        if item.metadata.get("single"):
            items[item.name] = tuple(one for one in given if one is not None)
        else:
            items[item.name] = tuple(one for several in given for one in several)
        key = item.metadata.get("key")
        if key:
            keyed[item.name] = {getattr(one, key): one for one in reversed(items[item.name])}
    return Collection(manifests, items, keyed)

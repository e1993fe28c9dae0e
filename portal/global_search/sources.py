"""Sources of the global search: for each kind of row the query, who may search it, and how a result is
worded.

Every source gives rows of the same columns, so that all are read by one query: which source, the public id, what it is
called, a code and a state to tell more by, the unit, the moment that orders them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups import selectors as group_reads
from groups.choices import GroupKind
from portal.accounts import selectors as people_reads
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.permissions import Permission, Role
from portal.core.formatting import moment
from portal.core.ordering import sort_key
from portal.core.periods import Period
from portal.signin.cards import selectors as card_reads
from propaganda import selectors as post_reads
from propaganda.choices import Topic
from reports import selectors as report_reads
from reports.states import ReportState
from tips import selectors as tip_reads
from tips.choices import Category
from tips.states import TipState

#: How many rows of a kind are shown; its own list shows all.
FEW = 5
_LONGEST_TITLE = 120
_CLOSED, _CURRENT = Value("closed", CharField()), Value("", CharField())


@dataclass(frozen=True)
class Row:
    """One row of the union, as the database gives it."""

    source: str
    public_id: str
    title: str
    code: str
    state: str
    unit_id: int | None
    at: datetime | None


@dataclass(frozen=True)
class SearchSource:
    """A kind of thing: its heading, who may ask, its rows for a query, the words beside a row, where rows lead."""

    label: str | Promise
    permissions: tuple[Permission, ...]
    rows: Callable[[object, str], QuerySet]
    facts: Callable[[Row], list[str]]
    page: str
    #: Empty where no list of the kind exists.
    list_page: str
    #: What the list needs beside the words to show all that was found.
    list_query: str = ""
    title: Callable[[Row], str] = lambda row: row.title
    #: How its rows stand: by name, or the newest first.
    order: Callable[[Row], object] = lambda row: sort_key(row.title)
    #: Who may open something wider (a person's page) needs no second way to it.
    unless: Permission | None = None

    def is_for(self, actor: Actor) -> bool:
        wider = self.unless is not None and actor.has(self.unless)
        return not wider and any(actor.has(permission) for permission in self.permissions)


def _few(found: QuerySet, rows: QuerySet, *order: str) -> QuerySet:
    """The first few of what was found, among the same rows: a union takes no part with a limit of its own."""
    return rows.order_by().filter(pk__in=found.order_by(*order).values("pk")[:FEW])


def _columns(source: str, title, code, state, unit, at, key="public_id") -> list:
    return [Value(source, CharField()), key, Cast(title, TextField()), code, state, unit, at]


def _tips(actor: Actor, query: str) -> QuerySet:
    """What was logged by mistake is looked for in the list of tips alone."""
    found = tip_reads.tips(actor, query=query).exclude(state=TipState.VOID)
    rows = _few(found, tip_reads.tips(actor), "-received_at", "-public_id")
    return rows.values_list(*_columns("tip", F("summary"), "category", "state", "unit_id", "received_at"))


def _groups(actor: Actor, query: str) -> QuerySet:
    rows = _few(group_reads.groups(actor, query=query), group_reads.groups(actor), "sort", "pk")
    closed = Case(When(closed_on=None, then=_CURRENT), default=_CLOSED)
    return rows.values_list(*_columns("group", F("name"), "kind", closed, "unit_id", "created_at"))


def _posts(actor: Actor, query: str) -> QuerySet:
    rows = _few(post_reads.posts(actor, query=query), post_reads.posts(actor), "-posted_at", "-public_id")
    withdrawn = Case(When(withdrawn_at=None, then=_CURRENT), default=_CLOSED)
    return rows.values_list(*_columns("post", F("title"), "topic", withdrawn, "unit_id", "posted_at"))


def _reports(actor: Actor, query: str) -> QuerySet:
    found = report_reads.reports(actor, query=query).select_related(None)
    rows = _few(found, report_reads.reports(actor).select_related(None), "-due_on", "-public_id")
    period = Concat(Cast("year", CharField()), Value("/"), Cast("index", CharField()))
    return rows.values_list(*_columns("report", period, "kind", "state", "unit_id", "created_at"))


def _people(actor: Actor, query: str) -> QuerySet:
    held = people_reads.managed(actor).filter(user=OuterRef("pk")).order_by("-valid_from", "-pk")
    found = User.objects.filter(pk__in=people_reads.managed(actor, query=query).values("user"))
    rows = _few(found, User.objects.all(), "sort", "pk")
    active = Case(When(is_active=True, then=_CURRENT), default=_CLOSED)
    role, unit = Subquery(held.values("role")[:1]), Subquery(held.values("unit")[:1])
    return rows.values_list(*_columns("person", F("full_name"), role, active, unit, "last_login"))


def _holders(actor: Actor, query: str) -> QuerySet:
    rows = _few(card_reads.holders(actor, query=query), card_reads.holders(actor), "sort", "pk")
    return rows.values_list(*_columns("holder", F("full_name"), _CURRENT, _CURRENT, "place", "last_login"))


def _colleagues(actor: Actor, query: str) -> QuerySet:
    """People on duty, each leading to the page of the unit that shows them; who has a card to open stands there."""
    found, rows = people_reads.colleagues(actor, query=query), people_reads.colleagues(actor)
    if actor.has(Permission.MANAGE_CARDS):
        found = found.exclude(user__in=card_reads.holders(actor).order_by().values("pk"))
    rows = _few(found, rows, "user__sort", "pk")
    name, page = F("user__full_name"), F("unit__public_id")
    return rows.values_list(*_columns("colleague", name, "role", _CURRENT, "unit", "user__last_login", page))


def _newest(row: Row) -> float:
    return -row.at.timestamp() if row.at else 0.0


def _shortened(row: Row) -> str:
    text = row.title or str(Category(row.code).label)
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _report_title(row: Row) -> str:
    year, index = row.title.split("/")
    label = Period(row.code, int(year), int(index)).label
    return _("Báo cáo %(period)s") % {"period": label}


SOURCES = {
    "tip": SearchSource(
        gettext_lazy("Tin báo"),
        (Permission.VIEW_TIPS,),
        _tips,
        lambda row: [Category(row.code).label, moment(row.at), TipState(row.state).label],
        "tips:detail",
        "tips:list",
        "&loc=tat-ca",
        title=_shortened,
        order=_newest,
    ),
    "group": SearchSource(
        gettext_lazy("Nhóm"),
        (Permission.VIEW_GROUPS,),
        _groups,
        lambda row: [GroupKind(row.code).label, _("đã ngừng") if row.state else ""],
        "groups:detail",
        "groups:list",
    ),
    "person": SearchSource(
        gettext_lazy("Người dùng"),
        (Permission.MANAGE_PEOPLE,),
        _people,
        lambda row: [Role(row.code).label, _("đã đóng") if row.state else ""],
        "accounts:person",
        "accounts:people",
    ),
    "holder": SearchSource(
        gettext_lazy("Trưởng thôn, ấp, đoàn thể"),
        (Permission.MANAGE_CARDS,),
        _holders,
        lambda row: [],
        "cards:detail",
        "cards:list",
        unless=Permission.MANAGE_PEOPLE,
    ),
    "colleague": SearchSource(
        gettext_lazy("Cán bộ, người phụ trách"),
        (Permission.VIEW_GROUPS,),
        _colleagues,
        lambda row: [Role(row.code).label],
        "units:detail",
        "",
        unless=Permission.MANAGE_PEOPLE,
    ),
    "post": SearchSource(
        gettext_lazy("Bài đăng"),
        (Permission.VIEW_POSTS,),
        _posts,
        lambda row: [Topic(row.code).label, moment(row.at), _("đã rút") if row.state else ""],
        "propaganda:detail",
        "propaganda:list",
        order=_newest,
    ),
    "report": SearchSource(
        gettext_lazy("Báo cáo"),
        (Permission.VIEW_REPORTS,),
        _reports,
        lambda row: [ReportState(row.state).label],
        "reports:detail",
        "reports:list",
        title=_report_title,
        order=_newest,
    ),
}

"""Apps plug in by their manifests: an added one is read everywhere, and what does not fit together is refused."""

from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings

from portal.accounts.menu import MenuEntry, MenuSection
from portal.accounts.search import SearchSource
from portal.accounts.unit_actions import UnitAction
from portal.core import manifests
from portal.core.audit.labels import AuditedModel
from portal.core.checks import manifests_fit_together, refuse_faulty_manifests
from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest
from tests.manifests import added, only


def own_apps() -> list[AppConfig]:
    return [
        config
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(settings.ROOT) and "site-packages" not in config.path
    ]


def nothing() -> None:
    """A job's work."""


def test_every_app_of_the_project_has_a_manifest():
    assert len(own_apps()) > 10
    assert list(manifests.installed()) == [config.name for config in own_apps()]


def test_the_manifests_of_the_project_fit_together():
    assert list(manifests.faults()) == []


def test_what_apps_bring_stands_in_their_order():
    first, second, third = (JobHandler(key, nothing) for key in "abc")
    with only(one=Manifest(jobs=[first]), two=Manifest(), three=Manifest(jobs=[second, third])):
        assert manifests.all_of("jobs") == (first, second, third)
        assert manifests.by_key("jobs") == {"a": first, "b": second, "c": third}
        assert manifests.all_of("indicators") == ()


def test_an_app_that_is_installed_is_read_and_one_that_is_taken_out_is_not():
    with override_settings(INSTALLED_APPS=[*settings.INSTALLED_APPS, "tests.core.plugged_in"]):
        assert list(manifests.installed())[-1] == "tests.core.plugged_in"
        assert "plugged-in" in manifests.by_key("jobs")
        assert list(manifests.faults()) == []
    assert "tests.core.plugged_in" not in manifests.installed()
    assert "plugged-in" not in manifests.by_key("jobs")


def test_the_names_that_mypy_knows_are_the_fields_of_a_manifest():
    keyed = [field.name for field in fields(Manifest) if "key" in field.metadata]
    single = [field.name for field in fields(Manifest) if "single" in field.metadata]
    assert list(get_args(manifests.KeyedField)) == keyed
    assert list(get_args(manifests.SingleField)) == single
    assert sorted(get_args(manifests.ManifestField)) == sorted(field.name for field in fields(Manifest))


def test_a_field_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError):
        manifests.all_of("no_such_field")
    with pytest.raises(TypeError):
        Manifest(no_such_field=[])


def test_two_apps_with_one_key_are_refused_and_the_first_keeps_it():
    first, second = JobHandler("a", nothing), JobHandler("a", print)
    with only(one=Manifest(jobs=[first]), two=Manifest(jobs=[second])):
        assert list(manifests.faults()) == ["jobs: the key a is given 2 times"]
        assert manifests.by_key("jobs")["a"] is first


def test_two_entries_do_not_stand_at_one_place():
    first, second = (MenuEntry("Thử", page, "house", MenuSection.MENU, 99) for page in ("home", "find"))
    with only(one=Manifest(menu_entries=[first]), two=Manifest(menu_entries=[second])):
        assert "menu_entries: MENU, place 99 is given 2 times" in manifests.faults()


def test_two_actions_of_a_units_page_do_not_stand_at_one_place():
    def nobody(actor, unit):
        return False

    first, second = (UnitAction("Thử", page, "house", 10, nobody) for page in ("home", "find"))
    with only(one=Manifest(unit_actions=[first]), two=Manifest(unit_actions=[second])):
        assert "unit_actions: place 10 is given 2 times" in manifests.faults()


def test_one_key_may_stand_in_two_fields():
    with added(Manifest(jobs=[JobHandler("tips.received", nothing)])):
        assert list(manifests.faults()) == []


def test_what_one_app_may_say_is_not_said_by_two():
    assert manifests.one_of("custody") is not None
    with added(Manifest(custody=lambda by, thing, unit_id: (None, False))):
        assert list(manifests.faults()) == ["custody is given by 2 apps, and one may give it"]
    with only():
        assert manifests.one_of("custody") is None


@pytest.mark.django_db
def test_a_fault_stops_every_command():
    with added(Manifest(jobs=[JobHandler("audit.tend", nothing)])):
        assert [found.id for found in checks.run_checks() if found.level >= checks.ERROR] == ["core.E001"]
        with pytest.raises(SystemCheckError, match=r"audit\.tend"):
            call_command("check")


def _entry(page: str = "home", **more) -> MenuEntry:
    return MenuEntry("Thử", page, "house", MenuSection.MENU, 99, **more)


def _source(permission: str = "tips.view", **more) -> SearchSource:
    return SearchSource("new", "Thử", 99, (permission,), nothing, nothing, **{"page": "tips:detail"} | more)


@pytest.mark.parametrize(
    ("brought", "fault"),
    [
        (
            {"menu_entries": [_entry("tips:mine")]},
            "menu_entries: tips:mine names the page tips:mine, which does not exist",
        ),
        (
            {"menu_entries": [_entry("tips:new", pages=("log",))]},
            "menu_entries: tips:new names the page log, which does not exist",
        ),
        (
            {"menu_entries": [_entry("tips:new", permission="tips.mine")]},
            "menu_entries: tips:new names the permission tips.mine, which does not exist",
        ),
        (
            {"search_sources": [_source("tips.mine")]},
            "search_sources: new names the permission tips.mine, which does not exist",
        ),
        (
            {"search_sources": [_source(unless="tips.mine")]},
            "search_sources: new names the permission tips.mine, which does not exist",
        ),
        (
            {"search_sources": [_source(page="detail")]},
            "search_sources: new names the page detail, which does not exist",
        ),
        (
            {"search_sources": [_source(list_page="tips:detail:list")]},
            "search_sources: new names the page tips:detail:list, which does not exist",
        ),
        (
            {"audited_models": [AuditedModel("new", "thử", "tips:mine")]},
            "audited_models: new names the page tips:mine, which does not exist",
        ),
        ({"menu_entries": [_entry("home")]}, "menu_entries: the key home is given 2 times"),
        ({"search_sources": [_source()] * 2}, "search_sources: the key new is given 2 times"),
    ],
)
def test_what_is_unknown_or_given_twice_is_refused(brought, fault):
    with added(Manifest(**brought)):
        assert [found.msg for found in manifests_fit_together()] == [fault]
        with pytest.raises(ImproperlyConfigured, match=fault):
            refuse_faulty_manifests()


def test_known_pages_and_permissions_are_taken():
    entry = _entry("tips:new", permission="tips.view", pages=("tips:detail", "accounts:people"))
    with added(Manifest(menu_entries=[entry], search_sources=[_source(list_page="tips:list")])):
        assert manifests_fit_together() == []
        refuse_faulty_manifests()

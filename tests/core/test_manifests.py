"""Apps plug in by their manifests: an added one is read everywhere, and what does not fit together is refused."""

from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.conf import settings
from django.core import checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings

from portal.core import manifests
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

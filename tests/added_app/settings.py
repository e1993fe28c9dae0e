"""The settings of the tests, with the added app."""

from portal.config.settings.test import *  # noqa: F403

INSTALLED_APPS = [*INSTALLED_APPS, "tests.added_app"]  # noqa: F405

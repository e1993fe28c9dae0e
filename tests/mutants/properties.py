"""A pytest plugin: a property that fails is not shrunk. The first example that fails tells as much of a mutant, and the
smallest one takes many times as long to find."""

from hypothesis import Phase, settings


def pytest_sessionstart() -> None:
    """After conftest.py has loaded its profile, before test modules take their settings from it."""
    settings.register_profile("mutants", settings(), phases=[Phase.explicit, Phase.generate])
    settings.load_profile("mutants")

"""The one test that the process of a mutation run itself runs: it leaves the test database open."""

import pytest


@pytest.mark.django_db
def test_the_database_is_open():
    pass

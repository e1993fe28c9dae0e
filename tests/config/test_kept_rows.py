"""A kept world is the world that its services make: the same rows, under the same keys, whoever made rows before."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import transaction

from portal.accounts.models import User
from portal.core import clock
from portal.core.files.kinds import paper_kinds
from portal.core.files.services import open_bytes, store
from portal.core.files.storage import kept_files
from portal.units.models import Unit
from tests.conftest import STORY_MOMENT
from tests.core.papers import docx, upload
from tests.factories import people
from tests.factories.units import SYSTEM, make_country, unit
from tests.kept_rows import Kept

pytestmark = pytest.mark.django_db
# The database's own clock: which entries of the audit may be sealed.
BY_THE_DATABASE = ("written_at",)


def all_rows() -> dict[str, list[tuple]]:
    """Every table with its rows in the order of their keys."""
    return {
        model._meta.label: list(
            model._base_manager.order_by("pk").values_list(
                *(
                    field.attname
                    for field in model._meta.local_concrete_fields
                    if field.name not in BY_THE_DATABASE
                )
            )
        )
        for model in apps.get_models(include_auto_created=True)
    }


def taken_back(make):
    """What `make` returns and all rows after it; its rows no longer exist again."""
    with transaction.atomic():
        made = make(), all_rows()
        transaction.set_rollback(True)
    return made


def test_the_rows_are_those_that_the_services_wrote():
    first, written = taken_back(make_country)
    again, written_again = taken_back(make_country)
    assert written_again == written
    assert [one.pk for one in again.all()] == [one.pk for one in first.all()]
    assert len(written["units.Unit"]) == len(first.all())


def test_what_a_test_does_to_its_objects_reaches_no_other_test():
    first, _rows = taken_back(make_country)
    first.commune.name = "Khác"
    again, _rows = taken_back(make_country)
    assert again.commune.name == "Phước Ninh"
    assert again.hamlet.parent is again.commune


def test_where_its_keys_are_taken_it_is_made_by_the_services():
    taken_back(make_country)
    first = make_country()
    second = make_country()
    assert {one.pk for one in first.all()} & {one.pk for one in second.all()} == set()
    assert Unit.objects.count() == 2 * len(first.all())


def test_rows_that_come_later_have_keys_of_their_own():
    taken_back(make_country)
    country = make_country()
    later = unit("hamlet", "ap", "3", country.commune)
    assert later.pk > max(one.pk for one in country.all())


def test_at_another_moment_the_rows_are_of_that_moment():
    made = []
    kept = Kept(lambda: made.append(clock.now()) or len(made))
    later = STORY_MOMENT + timedelta(minutes=1)
    assert [kept(), kept()] == [1, 1]
    with clock.pinned_to(later):
        assert [kept(), kept()] == [2, 2]
    assert made == [STORY_MOMENT, later]


def test_a_row_that_was_there_is_changed_again():
    there = unit("province", "tinh", "Tây Ninh", code="72")
    runs = []

    def rename():
        runs.append(1)
        Unit.objects.filter(pk=there.pk).update(name="Khác")

    kept = Kept(rename)
    for _time in range(2):
        _made, written = taken_back(kept)
        assert [row for row in written["units.Unit"] if "Khác" in row] != []
    assert runs == [1]
    # It is another row than the one that was changed.
    Unit.objects.filter(pk=there.pk).update(code="73")
    taken_back(kept)
    assert runs == [1, 1]


def test_a_world_that_deletes_rows_that_were_there_is_refused():
    there = people.user()
    with pytest.raises(AssertionError, match=r"accounts\.User"):
        Kept(lambda: User.objects.filter(pk=there.pk).delete())()


def test_an_uploaded_file_that_another_test_removed_is_there_again():
    kept = Kept(lambda: store(by=SYSTEM, upload=upload(docx("Nội dung"), "a.docx"), kinds=paper_kinds()))
    first, _rows = taken_back(kept)
    data = kept_files().open(first.key).read()
    kept_files().delete(first.key)
    again, _rows = taken_back(kept)
    assert again == first
    assert open_bytes(again) == data

"""A self-managed team is named with its hamlet wherever those of several are together, and chosen by hamlet."""

import pytest
from django.urls import reverse

from groups.forms import NewGroupForm
from portal.accounts.forms import AssignmentForm
from portal.accounts.permissions import Role
from portal.core import clock
from portal.unit_pages.picker.selectors import PickerLimits, options
from portal.units.amendments.kinds import MoveUnit, RenameUnit
from portal.units.amendments.services import decide_amendment, undo_amendment
from portal.units.importing.selectors import compared_with
from portal.units.models import Unit
from portal.units.name_cache import names_of
from tests.architecture.world import client_of
from tests.conftest import STORY_DAY
from tests.factories import people, rows
from tests.factories.units import LONG_AGO, REFORM, SYSTEM, unit
from tests.list_rows import texts

pytestmark = pytest.mark.django_db
MADE = {"valid_from": LONG_AGO, "valid_to": REFORM}


@pytest.fixture
def commune(country) -> Unit:
    """Hamlets and groups made in no order: two hamlets with a group of the same number, and one of no hamlet."""
    own = unit("commune", "xa", "Phước Trung", country.district, **MADE)
    for name in ("Lễ", "An", "10", "2"):
        hamlet = unit("hamlet", "ap", name, own, **MADE)
        for number in ("10", "2"):
            unit("residents-group", "to-tu-quan", number, hamlet, **MADE)
    unit("residents-group", "to-tu-quan", "1", own, **MADE)
    return own


HAMLETS = ["Ấp 2", "Ấp 10", "Ấp An", "Ấp Lễ"]
CHOICES = [
    *HAMLETS,
    "Tổ tự quản 1",
    *[f"{hamlet}, tổ tự quản {number}" for hamlet in HAMLETS for number in (2, 10)],
]


def of_group_form(commune) -> list[str]:
    return [label for _value, label in NewGroupForm(commune=commune).fields["unit"].choices][1:]


def of_assignment_form(commune) -> list[str]:
    return [label for _value, label in AssignmentForm(own=commune).fields["unit"].choices][1:]


def of_unit_picker(commune) -> list[str]:
    offered = options(PickerLimits(("hamlet", "residents-group"), commune), "").results
    return [Unit.objects.get(pk=option.unit.pk).choice_title for option in offered]


def of_import(commune) -> list[str]:
    return [unit.choice_title for unit in compared_with(commune, clock.today())]


@pytest.mark.parametrize("offered", [of_group_form, of_assignment_form, of_unit_picker, of_import])
def test_every_list_to_choose_from_goes_by_hamlet_then_by_number(commune, offered):
    found = offered(commune)
    assert found == CHOICES[: len(found)]
    assert len(found) >= 12


def test_a_group_is_named_with_its_hamlet_in_one_query(commune, django_assert_num_queries):
    keys = list(Unit.objects.filter(commune=commune).values_list("pk", flat=True))
    with django_assert_num_queries(1):
        named = names_of(keys)
    assert named == {pk: Unit.objects.get(pk=pk).placed_name for pk in keys}
    assert "tổ tự quản 2, ấp Lễ" in named.values()
    assert "tổ tự quản 1" in named.values()
    assert "ấp Lễ" in named.values()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        (lambda hamlet, other, group: RenameUnit(hamlet, "Mới"), "tổ tự quản số 9, ấp Mới"),
        (lambda hamlet, other, group: MoveUnit(group, other), "tổ tự quản số 9, ấp Tây"),
    ],
)
def test_the_name_follows_what_happens_to_the_hamlet(country, change, name):
    hamlet, other = (
        unit("hamlet", "ap", name, country.commune, valid_from=LONG_AGO) for name in ("Đông", "Tây")
    )
    group = unit("residents-group", "to-tu-quan", "Tổ tự quản số 9", hamlet, valid_from=LONG_AGO)
    assert names_of([group.pk]) == {group.pk: "tổ tự quản số 9, ấp Đông"}
    stored = decide_amendment(by=SYSTEM, plan=change(hamlet, other, group), on=STORY_DAY)
    assert names_of([group.pk]) == {group.pk: name}
    undo_amendment(by=SYSTEM, amendment=stored, version=stored.version)
    assert names_of([group.pk]) == {group.pk: "tổ tự quản số 9, ấp Đông"}


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (Role.COMMUNE_OFFICER, "groups:list"),
        (Role.COMMUNE_OFFICER, "tips:list"),
        (Role.COMMUNE_OFFICER, "cards:list"),
        (Role.ADMINISTRATOR, "accounts:people"),
        (Role.ADMINISTRATOR, "accounts:hand-overs"),
        (Role.COMMUNE_OFFICER, "unit"),
        (Role.COMMUNE_OFFICER, "find"),
    ],
)
def test_pages_name_it_with_its_hamlet(country, role, page):
    head = people.officer(country.self_managed_team, person=people.user("Kình Văn Tổ"))
    rows.group(country.self_managed_team, name="Nhóm Kình")
    rows.tip(country.self_managed_team, by=head, summary="Kình càng ở cầu")
    client = client_of(people.officer(country.commune, role))
    address = reverse("units:detail", args=[country.commune.public_id]) if page == "unit" else reverse(page)
    text = client.get(address, {"q": "kinh"}).content.decode().partition("<main")[2].lower()
    assert "tổ tự quản số 1, ấp 1" in text


def test_where_rows_of_several_communes_stand_together_a_hamlet_has_its_commune(country):
    rows.tip(country.hamlet, summary="Mất trộm xe đạp")
    for who, place in ((country.commune, "ấp 1"), (country.district, "ấp 1, xã Phước Ninh")):
        listed = client_of(people.officer(who)).get("/tin-bao/?loc=tat-ca").context["list"]
        assert texts(listed, "Nơi") == [place]

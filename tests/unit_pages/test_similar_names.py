"""A name typed by hand beside one that is nearly alike is asked about, as in a table; a tick goes on."""

from datetime import date

import pytest
from django.urls import reverse

from portal.core import clock
from portal.units.importing.places import nearly_alike
from portal.units.models import Amendment, Unit, UnitEdge, UnitVersion
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.units import LONG_AGO, unit

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 1)
EFFECT = {"on": "01/03/2020", "legal_act": "Nghị quyết 12"}
ASKED = 'type="checkbox" name="{}near"'


@pytest.fixture
def living(country):
    """The country as if nothing ended; ấp Mỹ Quý, Phước Lễ and Đồng Xa beside its numbered hamlets."""
    for name in ("Mỹ Quý", "Phước Lễ", "Đồng Xa"):
        unit("hamlet", "ap", name, country.commune, valid_from=LONG_AGO)
    for model in (Unit, UnitVersion, UnitEdge):
        model.objects.update(valid_from=LONG_AGO, valid_to=None)
    for one in country.all():
        one.refresh_from_db()
    with clock.pinned_to(DAY):
        yield country


@pytest.fixture
def officer(living):
    return client_of(people.officer(living.commune))


@pytest.mark.parametrize(
    ("kind", "name", "like"),
    [
        ("ap", "Mĩ Quí", "Mỹ Quý"),
        ("ap", "my quy", "Mỹ Quý"),
        ("ap", "Phước Lể", "Phước Lễ"),
        ("ap", "Phuoc Le", "Phước Lễ"),
        ("thon", "Đồng Xa", "Đồng Xa"),
        ("thon", "Ấp Đồng Xa", "Đồng Xa"),
        ("ap", "Ấp Đồng Xa", "Đồng Xa"),
        ("ap", "01", "1"),
        ("ap", "số 1", "1"),
        ("ap", "Đồng Xã", None),
        ("ap", "Phước Lê", None),
        ("ap", "10", None),
        # The very name: refused, never asked about.
        ("ap", "Phước Lễ", None),
        ("ap", "PHƯỚC  LỄ", None),
    ],
)
def test_names_are_compared_as_those_of_a_table(living, kind, name, like):
    found = nearly_alike(kind, name, level="hamlet", parent=living.commune, on=DAY)
    assert (found.name if found else None) == like
    assert nearly_alike(kind, name, level="hamlet", parent=living.neighbour, on=DAY) is None


def test_a_unit_is_not_compared_with_itself_nor_with_what_ended(living):
    mine = Unit.objects.get(name="Phước Lễ")
    place = {"level": "hamlet", "parent": living.commune, "on": DAY}
    assert nearly_alike("ap", "Phước Lể", **place, besides=[mine]) is None
    Unit.objects.filter(pk=mine.pk).update(valid_to=DAY)
    assert nearly_alike("ap", "Phước Lể", **place) is None


def test_adding_a_hamlet_asks_and_goes_on_with_a_tick(living, officer):
    url = reverse("units:add-hamlet", args=[living.commune.public_id])
    given = {"kind": "ap", "name": "Mĩ Quí", "parent": living.commune.public_id, "valid_from": "01/03/2020"}
    asked = officer.post(url, given).content.decode()
    assert "“Mĩ Quí” gần giống ấp Mỹ Quý đã có ở xã Phước Ninh." in asked
    assert ASKED.format("") in asked
    assert not Unit.objects.filter(name="Mĩ Quí").exists()
    assert officer.post(url, given | {"near": "on"}).status_code == 302
    assert Unit.objects.filter(name="Mĩ Quí").exists()


def test_a_tick_does_not_let_the_very_name_in(living, officer):
    url = reverse("units:add-hamlet", args=[living.commune.public_id])
    given = {"kind": "ap", "name": "mỹ quý", "parent": living.commune.public_id, "valid_from": "01/03/2020"}
    for more in ({}, {"near": "on"}):
        refused = officer.post(url, given | more)
        assert refused.context["form"].errors.keys() == {"name"}


def test_other_names_are_not_asked_about(living, officer):
    url = reverse("units:add-hamlet", args=[living.commune.public_id])
    given = {"kind": "ap", "name": "Mỹ Hòa", "parent": living.commune.public_id, "valid_from": "01/03/2020"}
    assert officer.post(url, given).status_code == 302
    assert Unit.objects.filter(name="Mỹ Hòa").exists()


@pytest.mark.parametrize(
    ("where", "amendment", "answer"),
    [
        ("hamlet", "rename", {"name": "Phước Lể"}),
        ("commune", "create", {"kind": "ap", "name": "Phước Lể"}),
        ("hamlet", "split", {"kind": "ap", "name_1": "Mới", "name_2": "Phước Lể"}),
    ],
)
def test_acts_ask_at_their_own_question(living, officer, where, amendment, answer):
    url = reverse("units:change", args=[getattr(living, where).public_id, amendment])
    sent = {f"b0-{name}": value for name, value in answer.items()}
    asked = officer.post(url, sent | {"buoc": "1"}).content.decode()
    assert "“Phước Lể” gần giống ấp Phước Lễ đã có ở xã Phước Ninh." in asked
    assert ASKED.format("b0-") in asked
    further = officer.post(url, sent | {"b0-near": "on", "buoc": "1"}).content.decode()
    assert ASKED.format("b0-") not in further
    assert 'name="b0-near" value="on"' in further
    assert Amendment.objects.count() == 0


def test_a_yes_is_asked_for_anew_when_one_goes_back(living, officer):
    url = reverse("units:change", args=[living.hamlet.public_id, "rename"])
    back = officer.post(
        url, {"b0-name": "Phước Lể", "b0-near": "on", "buoc": "2", "ve": "0"}
    ).content.decode()
    assert 'name="b0-near"' in back
    assert 'name="b0-near" value="on"' not in back

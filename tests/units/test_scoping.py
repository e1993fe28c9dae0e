"""Scope cannot be forgotten: every way of running a scoped query is refused until the scope was said."""

from datetime import date

import pytest
from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.forms import fields_for_model
from django.template import Context, Template

from groups.models import ChatGroup, GroupConfirmation, MemberCount
from groups.services import confirm_group, count_members
from portal.accounts.permissions import Role
from portal.core import clock
from portal.core.comparison_keys import fill_keys
from portal.units.models import Unit
from portal.units.scoping import PLACES, ScopedModel, ScopeMissing, column_of, covers, seat_id
from tests.factories import people
from tests.factories.rows import at, group
from tips.models import Tip

pytestmark = pytest.mark.django_db
SCOPED = [model for model in apps.get_models() if issubclass(model, ScopedModel)]

WAYS = {
    "all": lambda rows: list(rows.all()),
    "iterate": lambda rows: [row.pk for row in rows.all()],
    "bool": lambda rows: bool(rows.all()),
    "len": lambda rows: len(rows.all()),
    "index": lambda rows: rows.all()[0],
    "slice": lambda rows: list(rows.all()[:5]),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "get": lambda rows: rows.get(pk=1),
    "filter": lambda rows: list(rows.filter(pk=1)),
    "exclude": lambda rows: list(rows.exclude(pk=1)),
    "count": lambda rows: rows.count(),
    "distinct count": lambda rows: rows.distinct().count(),
    "sliced count": lambda rows: rows.all()[:5].count(),
    "exists": lambda rows: rows.exists(),
    "contains": lambda rows: rows.contains(rows.model(pk=1)),
    "aggregate": lambda rows: rows.aggregate(n=Count("pk")),
    "aggregate over groups": lambda rows: rows.values("unit").annotate(n=Count("pk")).aggregate(m=Count("n")),
    "annotate": lambda rows: list(rows.annotate(n=Count("unit"))),
    "iterator": lambda rows: list(rows.iterator()),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "values": lambda rows: list(rows.values("pk")),
    "values_list": lambda rows: list(rows.values_list("pk", flat=True)),
    "only": lambda rows: list(rows.only("pk")),
    "defer": lambda rows: list(rows.defer("unit")),
    "select_related": lambda rows: list(rows.select_related("unit")),
    "order_by": lambda rows: list(rows.order_by("pk")),
    "reverse": lambda rows: list(rows.order_by("pk").reverse()),
    "earliest": lambda rows: rows.earliest("pk"),
    "of_unit": lambda rows: list(rows.all().of_unit(Unit(pk=1, level="commune"))),
    "select_for_update": lambda rows: list(rows.select_for_update()),
    "update": lambda rows: rows.update(unit=1),
    "delete": lambda rows: rows.all().delete(),
    "filtered delete": lambda rows: rows.filter(pk=1).delete(),
    "get_or_create": lambda rows: rows.get_or_create(pk=1),
    "update_or_create": lambda rows: rows.update_or_create(pk=1),
    "bulk_update": lambda rows: rows.bulk_update([rows.model(pk=1, unit_id=1)], ["unit"]),
    "explain": lambda rows: rows.all().explain(),
    "or": lambda rows: list(rows.unscoped("test") | rows.all()),
    "and": lambda rows: list(rows.all() & rows.unscoped("test")),
    "union of said and unsaid": lambda rows: list(rows.unscoped("test").union(rows.all())),
    "union of unsaid and said": lambda rows: list(rows.all().union(rows.unscoped("test"))),
    "intersection": lambda rows: list(rows.unscoped("test").intersection(rows.all())),
    "difference": lambda rows: list(rows.unscoped("test").difference(rows.all())),
    "in a subquery": lambda rows: list(Unit.objects.filter(pk__in=rows.values("unit"))),
    "exists in a subquery": lambda rows: list(Unit.objects.filter(Exists(rows.filter(unit=OuterRef("pk"))))),
    "subquery as a column": lambda rows: list(
        Unit.objects.annotate(n=Subquery(rows.filter(unit=OuterRef("pk")).values("pk")[:1]))
    ),
    "in its own said query": lambda rows: list(rows.unscoped("test").filter(pk__in=rows.values("pk"))),
}


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
@pytest.mark.parametrize("way", WAYS)
def test_no_query_runs_without_its_scope(model, way):
    with pytest.raises(ScopeMissing, match=f"^{model.__name__}: say"):
        WAYS[way](model.objects)


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_said_out_loud_every_query_runs(model):
    said = model.objects.unscoped("test")
    assert list(said) == []
    assert said.count() == said.update(unit=1) == said.all().delete()[0] == 0
    assert not said.filter(pk=1).exists()
    assert list(said.union(model.objects.unscoped("test"))) == []
    assert list(Unit.objects.filter(pk__in=said.values("unit"))) == []


def test_unscoped_wants_its_reason():
    with pytest.raises(ValueError, match="reason"):
        ChatGroup.objects.unscoped("")


def test_rows_reached_from_another_row_are_guarded_too(country):
    kept = group(country.hamlet)
    with pytest.raises(ScopeMissing):
        list(kept.counts.all())
    with pytest.raises(ScopeMissing):
        kept.confirmations.count()
    with pytest.raises(ScopeMissing):
        list(ChatGroup.objects.unscoped("test").prefetch_related("counts"))


def test_a_refused_delete_deletes_nothing(country):
    kept = group(country.hamlet)
    confirm_group(by=people.officer(country.hamlet), group=kept, condition="active", members=3)
    for model in (GroupConfirmation, MemberCount, ChatGroup):
        with pytest.raises(ScopeMissing):
            model.objects.filter(
                members__gte=0
            ).delete() if model is MemberCount else model.objects.all().delete()
        assert model.objects.unscoped("test").count() == 1


def test_a_template_or_a_manager_deletes_nothing(country):
    kept = group(country.hamlet)
    rows = ChatGroup.objects.unscoped("test")
    assert Template("{{ rows.delete }}").render(Context({"rows": rows})) == ""
    assert rows.get() == kept
    with pytest.raises(AttributeError):
        ChatGroup.objects.delete  # noqa: B018


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_no_form_offers_where_a_row_belongs(model):
    assert not {"unit", *PLACES} & set(fields_for_model(model))


def test_validation_works_without_scope(country):
    kept = group(country.hamlet)
    kept.full_clean()
    twin = ChatGroup(kind="hamlet", name=kept.name, opened_on=kept.opened_on)
    twin.place_in(country.hamlet)
    fill_keys(twin)
    with pytest.raises(Exception, match="đã có nhóm"):
        twin.validate_constraints()
    with pytest.raises(ScopeMissing):  # and the guard is back afterwards
        ChatGroup.objects.count()


def test_a_row_of_a_province_has_no_place_below(country):
    kept = group(country.province)
    assert (kept.district, kept.commune, kept.hamlet) == (None, None, None)
    kept.full_clean()


def test_a_row_refreshed_by_its_own_key_needs_no_scope(country):
    kept = group(country.hamlet)
    kept.refresh_from_db()
    assert kept.unit == country.hamlet


# --- whose rows they are ------------------------------------------------------------------------
def seen(actor, model=ChatGroup):
    return set(model.objects.visible_to(actor).values_list("pk", flat=True))


@pytest.fixture
def groups(country):
    """One group in every unit that can hold one, by the unit's place in the country."""
    return {name: group(unit).pk for name, unit in vars(country).items()}


MINE = {"commune", "hamlet", "other_hamlet", "self_managed_team", "other_self_managed_team"}
NEIGHBOURS = {"neighbour", "neighbour_hamlet", "neighbour_self_managed_team"}


@pytest.mark.parametrize(
    ("where", "what"),
    [
        ("commune", MINE),
        ("neighbour", NEIGHBOURS),
        ("hamlet", {"hamlet", "self_managed_team", "other_self_managed_team"}),
        ("self_managed_team", {"self_managed_team"}),
        ("district", MINE | NEIGHBOURS | {"district"}),
        ("province", MINE | NEIGHBOURS | {"district", "province"}),
        ("new_commune", {"new_commune", "new_hamlet"}),
        ("new_province", {"new_commune", "new_hamlet", "new_province"}),
    ],
)
def test_a_role_sees_the_rows_of_its_unit_and_below_and_no_neighbours(country, groups, where, what):
    assert seen(people.officer(getattr(country, where))) == {groups[name] for name in what}


def test_two_assignments_see_both_places(country, groups):
    person = people.user()
    people.officer(country.hamlet, person=person)
    both = people.officer(country.new_hamlet, person=person)
    assert seen(both) == {
        groups[n] for n in ("hamlet", "self_managed_team", "other_self_managed_team", "new_hamlet")
    }


def test_only_assignments_that_carry_the_permission_count(country, groups):
    person = people.user()
    people.officer(country.commune, Role.ADMINISTRATOR, person=person)
    assert seen(people.officer(country.new_hamlet, person=person)) == {groups["new_hamlet"]}


def test_nobody_without_an_assignment_sees_anything(country, groups):
    assert seen(people.actor(people.user())) == set()


def test_said_scope_survives_being_narrowed_ordered_and_counted(country, groups):
    mine = ChatGroup.objects.visible_to(people.officer(country.hamlet))
    assert mine.filter(kind="residents-group").order_by("name").count() == 3
    assert mine.exclude(pk=groups["hamlet"]).aggregate(n=Count("pk")) == {"n": 2}
    assert not mine.filter(Q(pk=groups["neighbour"]) | Q(name="x")).exists()


def test_counts_and_confirmations_stand_where_their_group_stands(country):
    kept = group(country.self_managed_team)
    head = people.officer(country.hamlet)
    count_members(by=head, group=kept, counted_on=at("2019-12-01").date(), members=9)
    assert len(seen(head, MemberCount)) == 1
    assert seen(people.officer(country.neighbour), MemberCount) == set()
    assert MemberCount.objects.visible_to(head).get().unit == country.self_managed_team


def test_a_row_keeps_where_it_was_filed_when_it_becomes_anothers(country):
    kept = group(country.hamlet)
    kept.place_as(country.neighbour_hamlet)
    kept.save()
    assert kept.unit == country.hamlet
    assert seen(people.officer(country.neighbour)) == {kept.pk}
    assert seen(people.officer(country.commune)) == set()


def test_a_unit_holds_itself_and_what_lies_in_it_and_never_a_sister(country):
    inside = {
        country.commune,
        country.hamlet,
        country.other_hamlet,
        country.self_managed_team,
        country.other_self_managed_team,
    }
    assert {unit for unit in country.all() if covers(country.commune, unit)} == inside
    assert {unit for unit in country.all() if covers(country.self_managed_team, unit)} == {
        country.self_managed_team
    }
    assert {unit for unit in country.all() if covers(country.new_province, unit)} == {
        country.new_province, country.new_commune, country.new_hamlet,
    }  # fmt: skip
    kept = group(country.self_managed_team)
    assert covers(country.self_managed_team, kept)
    assert covers(country.province, kept)
    assert not covers(country.other_self_managed_team, kept)
    assert not covers(country.neighbour, kept)


def test_a_unit_acts_for_itself_until_it_ends_then_what_keeps_its_rows(country):
    units = (country.province, country.district, country.commune, country.hamlet, country.self_managed_team)
    assert [seat_id(unit) for unit in units] == [unit.pk for unit in units]
    with clock.pinned_to(date(2025, 6, 30)):
        assert seat_id(country.self_managed_team) == country.self_managed_team.pk
    with clock.pinned_to(date(2025, 7, 1)):
        assert seat_id(country.self_managed_team) == country.hamlet.pk


def test_scope_is_an_equality_on_one_column(country):
    assert [column_of(unit) for unit in (country.province, country.district, country.commune, country.hamlet)] == [
        "province", "district", "commune", "hamlet",
    ]  # fmt: skip
    assert column_of(country.self_managed_team) == "unit"
    sql = str(Tip.objects.visible_to(people.officer(country.district)).only("pk").query)
    assert "JOIN" not in sql

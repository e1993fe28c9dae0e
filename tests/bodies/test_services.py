"""The register of bodies: who may write it, which days and names make sense, under whom a body may be."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from portal.bodies import selectors
from portal.bodies.lines import Span
from portal.bodies.models import Body, BodyLine
from portal.bodies.services import (
    create_body,
    edit_body,
    end_body,
    put_lines_back,
    reopen_body,
    set_line,
)
from portal.core import clock
from portal.core.errors import Conflict, Refused
from portal.core.models import AuditEntry
from portal.core.submissions import Sent, SentBefore
from portal.units.amendments.kinds import SplitUnit
from portal.units.amendments.serialization import NewUnit
from portal.units.amendments.services import decide_amendment
from portal.units.models import Unit
from tests.conftest import STORY_DAY
from tests.factories import people
from tests.factories.rows import body
from tests.factories.units import REFORM, SYSTEM, unit

pytestmark = pytest.mark.django_db
TOMORROW = STORY_DAY + timedelta(days=1)
JANUARY = date(2019, 1, 1)


def stored(thing: Body) -> Body:
    return Body.objects.unscoped("test").get(pk=thing.pk)


def all_bodies():
    return Body.objects.unscoped("test")


def under(lower: Body, above: Body | None, on: date | None = None, *, by=SYSTEM) -> Body:
    return set_line(by=by, body=lower, version=stored(lower).version, above=above, on=on)


def lines(lower: Body) -> list[tuple]:
    rows = sorted(BodyLine.objects.filter(body=lower), key=lambda line: line.valid_from or date.min)
    return [(line.above.name, line.valid_from, line.valid_to) for line in rows]


WHO = {
    "commune officer": lambda c: people.officer(c.commune),
    "committee leader": lambda c: people.leader(c.commune),
    "neighbour's officer": lambda c: people.officer(c.neighbour),
    "hamlet head": lambda c: people.officer(c.hamlet),
    "organisation's reporter": lambda c: people.reporter(c.commune),
    "district officer": lambda c: people.officer(c.district),
    "province officer": lambda c: people.officer(c.province),
    "administrator": lambda c: people.administrator(c.commune),
    "nobody": lambda c: people.actor(people.user()),
}
# Whose register each may write: that of one's own unit, a commune's with its hamlets.
WRITES = {
    "commune officer": {"commune", "hamlet"},
    "committee leader": {"commune", "hamlet"},
    "district officer": {"district"},
    "province officer": {"province"},
}


@pytest.mark.parametrize("place", ["hamlet", "commune", "district", "province"])
@pytest.mark.parametrize("who", WHO)
def test_each_writes_the_register_of_ones_own_unit_and_no_other(country, who, place):
    actor, where = WHO[who](country), getattr(country, place)
    kept, ended, over = body(where), body(where), body(where)
    end_body(by=SYSTEM, body=ended, version=1, on=STORY_DAY)
    writes = [
        lambda: create_body(by=actor, unit=where, kind="front", name="Mới"),
        lambda: edit_body(by=actor, body=kept, version=1, name="Tên sửa"),
        lambda: set_line(by=actor, body=kept, version=stored(kept).version, above=over, on=JANUARY),
        lambda: put_lines_back(by=actor, body=kept, version=stored(kept).version, spans=[]),
        lambda: end_body(by=actor, body=kept, version=stored(kept).version, on=STORY_DAY),
        lambda: reopen_body(by=actor, body=ended, version=stored(ended).version),
    ]
    audited = AuditEntry.objects.count()
    may = place in WRITES.get(who, set())
    for write in writes:
        if may:
            write()
        else:
            with pytest.raises(Refused, match="chính đơn vị quản lý"):
                write()
    assert AuditEntry.objects.count() == audited + (len(writes) if may else 0)


def test_a_hamlet_that_lies_in_no_commune_is_kept_by_the_province(country):
    """It waits for a decision since its commune was split."""
    halves = (NewUnit("xa", "Đông"), NewUnit("xa", "Tây"))
    day = date(2025, 12, 8)
    with clock.pinned_to(day):
        decide_amendment(by=SYSTEM, plan=SplitUnit(country.new_commune, halves), on=day)
        hamlet = Unit.objects.get(pk=country.new_hamlet.pk)
        create_body(by=people.officer(country.new_province), unit=hamlet, kind="front", name="Mới")
        with pytest.raises(Refused, match="chính đơn vị quản lý"):
            create_body(by=people.officer(hamlet), unit=hamlet, kind="front", name="Khác")


def test_what_is_entered_is_kept_and_audited_without_its_text(country):
    made = body(
        country.commune,
        "school",
        name="Trường Tiểu học  Phước Ninh",
        school_level="primary",
        contact_name="Trần Thị Mẫu",
        contact_phone="0912 345 678",
        valid_from=JANUARY,
    )
    assert (made.name, made.trait_label, made.keeper_id) == (
        "Trường Tiểu học Phước Ninh",
        "Tiểu học",
        country.commune.pk,
    )
    entry = AuditEntry.objects.get(action="body.create")
    assert entry.custodian_id == country.commune.pk
    assert (entry.changes["school_level"], entry.changes["valid_from"]) == ("primary", "2019-01-01")
    assert "Mẫu" not in str(entry.changes)
    assert "345" not in str(entry.changes)


@pytest.mark.parametrize("day", [STORY_DAY, JANUARY, None])
def test_a_body_begins_by_today_or_on_an_unknown_day(country, day):
    assert body(country.commune, valid_from=day).valid_from == day


def test_no_body_begins_tomorrow(country):
    with pytest.raises(ValidationError, match="còn ở phía trước") as problem:
        body(country.commune, valid_from=TOMORROW)
    assert list(problem.value.message_dict) == ["valid_from"]
    assert not all_bodies().exists()


@pytest.mark.parametrize(("day", "stands"), [(REFORM - timedelta(days=1), True), (REFORM, False)])
def test_a_unit_gets_no_body_on_a_day_on_which_it_has_ended(country, day, stands):
    with clock.pinned_to(clock.now() + (REFORM - STORY_DAY) + timedelta(days=3)):
        if stands:
            assert body(country.commune, valid_from=day)
        else:
            with pytest.raises(ValidationError, match="chấm dứt hoạt động"):
                body(country.commune, valid_from=day)
        with pytest.raises(ValidationError, match="chấm dứt hoạt động"):
            body(country.commune, valid_from=None)


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("school", "school_level", "primary"),
        ("enterprise", "enterprise_size", "small"),
        ("force", "force_kind", "patrol"),
    ],
)
def test_a_trait_belongs_to_its_kind_alone(country, kind, column, value):
    assert body(country.commune, kind, **{column: value}).trait == value
    assert body(country.commune, kind).trait == ""
    for other in {"school", "enterprise", "force", "front"} - {kind}:
        with pytest.raises(ValidationError, match="không dành cho loại"):
            body(country.commune, other, **{column: value})
        with pytest.raises(IntegrityError), transaction.atomic():
            all_bodies().filter(**{column: value}).update(kind=other)


@pytest.mark.parametrize(
    ("phone", "fits"),
    [
        ("", True),
        ("0912 345 678", True),
        ("0276 3877 113", True),
        ("+4915112345678", True),
        ("0912345678", False),
        ("113", False),
        ("anh Tư", False),
        ("0912 345 678, 0987 654 321", False),
    ],
)
def test_a_phone_is_kept_in_one_form(country, phone, fits):
    if fits:
        assert body(country.commune, contact_phone=phone).contact_phone == phone
    else:
        with pytest.raises(ValidationError, match="Số điện thoại chưa đúng"):
            body(country.commune, contact_phone=phone)


def test_a_unit_has_one_standing_body_of_a_name(country):
    old = body(country.commune, name="Hội Phụ nữ xã")
    for place, name in ((country.neighbour, "Hội Phụ nữ xã"), (country.hamlet, "Hội Phụ nữ xã")):
        assert body(place, name=name)
    for name in ("Hội Phụ nữ xã", "HỘI PHỤ NỮ  XÃ"):
        with pytest.raises(ValidationError, match="tên như vậy") as problem:
            body(country.commune, name=name)
        assert list(problem.value.message_dict) == ["name"]
    other = body(country.commune, name="Hội Nông dân xã")
    with pytest.raises(ValidationError, match="tên như vậy"):
        edit_body(by=SYSTEM, body=other, version=1, name="Hội Phụ nữ xã")
    end_body(by=SYSTEM, body=old, version=1, on=STORY_DAY)
    edit_body(by=SYSTEM, body=stored(other), version=1, name="Hội Phụ nữ xã")
    with pytest.raises(ValidationError, match="tên như vậy"):
        reopen_body(by=SYSTEM, body=old, version=old.version)
    assert stored(old).valid_to == STORY_DAY


def test_the_database_itself_keeps_names_and_days_apart(country):
    one = body(country.commune, name="Một", valid_from=JANUARY)
    two = body(country.commune, name="Hai")
    for wrong in (
        lambda: all_bodies().filter(pk=two.pk).update(name_key=one.name_key),
        lambda: all_bodies().filter(pk=one.pk).update(valid_to=JANUARY),
        lambda: BodyLine.objects.create(body=one, above=one),
        lambda: [BodyLine.objects.create(body=one, above=two, valid_from=d) for d in (JANUARY, STORY_DAY)],
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite leaves it to the services")
def test_postgresql_keeps_the_days_of_lines_apart(country):
    one, two = body(country.commune), body(country.commune)
    BodyLine.objects.create(body=one, above=two, valid_from=JANUARY, valid_to=date(2019, 6, 1))
    BodyLine.objects.create(body=one, above=two, valid_from=date(2019, 6, 1), valid_to=date(2019, 7, 1))
    with pytest.raises(IntegrityError, match="lines_do_not_overlap"), transaction.atomic():
        BodyLine.objects.create(body=one, above=two, valid_from=date(2019, 5, 31), valid_to=date(2019, 6, 1))
    assert connection.vendor == "postgresql"


@pytest.mark.parametrize(
    ("day", "fits"),
    [(JANUARY, False), (JANUARY + timedelta(days=1), True), (STORY_DAY, True), (TOMORROW, False)],
)
def test_a_body_ends_after_its_first_day_and_by_today(country, day, fits):
    kept = body(country.commune, valid_from=JANUARY)
    if fits:
        ended = end_body(by=SYSTEM, body=kept, version=1, on=day)
        assert (ended.is_valid_on(day - timedelta(days=1)), ended.is_valid_on(day)) == (True, False)
    else:
        with pytest.raises(ValidationError) as problem:
            end_body(by=SYSTEM, body=kept, version=1, on=day)
        assert list(problem.value.message_dict) == ["on"]
        assert stored(kept).valid_to is None


def test_a_body_ends_once_and_stands_again_when_that_is_undone(country):
    kept = end_body(by=SYSTEM, body=body(country.commune), version=1, on=STORY_DAY)
    with pytest.raises(ValidationError, match="đã chấm dứt"):
        end_body(by=SYSTEM, body=kept, version=kept.version, on=JANUARY)
    reopen_body(by=SYSTEM, body=kept, version=kept.version)
    assert (stored(kept).valid_to, stored(kept).version) == (None, 3)


def test_its_first_day_stays_before_its_end(country):
    kept = end_body(by=SYSTEM, body=body(country.commune), version=1, on=date(2019, 6, 1))
    with pytest.raises(ValidationError, match="trước ngày chấm dứt"):
        edit_body(by=SYSTEM, body=kept, version=2, valid_from=date(2019, 6, 1))
    assert edit_body(by=SYSTEM, body=stored(kept), version=2, valid_from=date(2019, 5, 31)).version == 3


@pytest.mark.parametrize("verb", ["edit", "end", "line", "back"])
def test_the_second_to_change_conflicts_and_writes_nothing(country, verb):
    kept, over = body(country.commune, name="Cũ"), body(country.commune)
    edit_body(by=SYSTEM, body=stored(kept), version=1, contact_name="Trần Văn Mẫu")
    act = {
        "edit": lambda: edit_body(by=SYSTEM, body=kept, version=1, name="Mới"),
        "end": lambda: end_body(by=SYSTEM, body=kept, version=1, on=STORY_DAY),
        "line": lambda: set_line(by=SYSTEM, body=kept, version=1, above=over, on=JANUARY),
        "back": lambda: put_lines_back(by=SYSTEM, body=kept, version=1, spans=[Span(over.pk, None, None)]),
    }[verb]
    with pytest.raises(Conflict, match="Người khác"):
        act()
    now = stored(kept)
    assert (now.name, now.contact_name, now.valid_to, lines(now)) == ("Cũ", "Trần Văn Mẫu", None, [])


def test_a_form_sent_twice_makes_one_body(country):
    sent = Sent(UUID(int=7), "Hội Phụ nữ xã")
    first = body(country.commune, name="Hội Phụ nữ xã", key=sent)
    assert body(country.commune, name="Hội Phụ nữ xã", key=sent) == first
    assert all_bodies().count() == 1
    with pytest.raises(SentBefore):
        body(country.commune, name="Hội Phụ nữ xã", key=Sent(UUID(int=8), "Hội Phụ nữ xã"))


# --- lines upward -------------------------------------------------------------------------------
def test_a_line_leads_to_a_body_of_the_same_unit_or_of_one_above(country):
    lower = body(country.commune, "mass-organisation", name="Hội Phụ nữ xã")
    for place in (country.commune, country.district, country.province):
        above = body(place, "mass-organisation", name=f"Hội Phụ nữ {place.name}")
        under(lower, above)
        assert lines(lower) == [(above.name, None, None)]
    for place in (country.neighbour, country.hamlet, country.new_province):
        with pytest.raises(ValidationError, match="đơn vị cấp trên"):
            under(lower, body(place))
    assert len(lines(lower)) == 1


def test_a_line_turns_on_a_day_and_the_days_before_keep_theirs(country):
    lower = body(country.commune, name="Hội Phụ nữ xã")
    district, province = body(country.district, name="Huyện hội"), body(country.province, name="Tỉnh hội")
    under(lower, district)
    under(lower, province, date(2019, 3, 1))
    assert lines(lower) == [
        ("Huyện hội", None, date(2019, 3, 1)),
        ("Tỉnh hội", date(2019, 3, 1), None),
    ]
    for day, name in ((date(2019, 2, 28), "Huyện hội"), (date(2019, 3, 1), "Tỉnh hội")):
        assert [one.name for one in selectors.bodies_above_on(lower, day)] == [name]
    under(lower, None, date(2019, 4, 1))
    assert [one.name for one in selectors.bodies_above_on(lower, date(2019, 3, 31))] == ["Tỉnh hội"]
    assert selectors.bodies_above_on(lower, date(2019, 4, 1)) == []


def test_without_a_day_the_line_begins_with_the_body(country):
    lower, above = body(country.commune, valid_from=JANUARY), body(country.district, name="Trên")
    under(lower, above)
    assert lines(lower) == [("Trên", JANUARY, None)]


@pytest.mark.parametrize(
    ("day", "field"),
    [(JANUARY - timedelta(days=1), "on"), (JANUARY, ""), (date(2019, 6, 30), "on"), (TOMORROW, "on")],
)
def test_a_line_begins_on_a_day_on_which_the_body_stands(country, day, field):
    lower, above = body(country.commune, valid_from=JANUARY), body(country.district)
    end_body(by=SYSTEM, body=lower, version=1, on=date(2019, 6, 30))
    if not field:
        assert under(lower, above, day)
        return
    with pytest.raises(ValidationError) as problem:
        under(lower, above, day)
    assert list(problem.value.message_dict) == [field]


def test_the_body_above_stands_on_that_day_and_is_another(country):
    lower, above = body(country.commune), body(country.district, valid_from=JANUARY)
    with pytest.raises(ValidationError, match="không hoạt động vào ngày này"):
        under(lower, above, JANUARY - timedelta(days=1))
    with pytest.raises(ValidationError, match="chính mình"):
        under(lower, lower)
    under(lower, above, JANUARY)
    with pytest.raises(ValidationError, match="không có gì thay đổi"):
        under(lower, above, STORY_DAY)


def test_no_line_leads_back_on_any_day(country):
    a, b, c = (body(country.commune, name=name) for name in "ABC")
    under(a, b, JANUARY)
    under(b, c, date(2019, 5, 1))
    for day in (JANUARY, date(2019, 5, 1), STORY_DAY):
        with pytest.raises(ValidationError, match="lại đứng dưới"):
            under(c, a, day)
    under(a, None, date(2019, 8, 1))
    with pytest.raises(ValidationError, match="lại đứng dưới"):
        under(c, a, date(2019, 7, 31))
    under(c, a, date(2019, 8, 1))
    assert [one.name for one in selectors.bodies_above_on(b, STORY_DAY)] == ["C", "A"]


def test_a_line_says_nothing_of_days_on_which_one_of_the_two_does_not_stand(country):
    lower, above = body(country.commune, name="Dưới"), body(country.district, name="Trên")
    under(lower, above)
    end_body(by=SYSTEM, body=above, version=1, on=STORY_DAY)
    assert [one.name for one in selectors.bodies_above_on(lower, STORY_DAY - timedelta(days=1))] == ["Trên"]
    assert selectors.bodies_above_on(lower, STORY_DAY) == []
    reopen_body(by=SYSTEM, body=above, version=2)
    assert [one.name for one in selectors.bodies_above_on(lower, STORY_DAY)] == ["Trên"]


def test_a_turn_is_undone_to_the_very_lines_of_before(country):
    lower = body(country.commune)
    first, second = body(country.district, name="Một"), body(country.district, name="Hai")
    under(lower, first, JANUARY)
    before = [span for _body, span in selectors.lines_of([lower.pk])]
    turned = under(lower, second, date(2019, 5, 1))
    assert len(lines(lower)) == 2
    put_lines_back(by=SYSTEM, body=lower, version=turned.version, spans=before)
    assert lines(lower) == [("Một", JANUARY, None)]
    assert AuditEntry.objects.filter(action="body.line", object_id=lower.public_id).count() == 3


def test_what_is_put_back_is_judged_like_anything_new(country):
    lower, foreign = body(country.commune), body(country.neighbour)
    above, over = body(country.commune, name="Giữa"), body(country.district)
    under(above, lower)
    for spans in (
        [Span(foreign.pk, None, None)],
        [Span(above.pk, None, None)],
        [Span(10**9, None, None)],
        [Span(lower.pk, None, None)],
        [Span(over.pk, None, STORY_DAY), Span(over.pk, JANUARY, None)],
    ):
        with pytest.raises(ValidationError):
            put_lines_back(by=SYSTEM, body=lower, version=stored(lower).version, spans=spans)
    assert lines(lower) == []


def test_only_bodies_that_lead_others_of_ones_own_line_are_offered(country):
    lower = body(country.commune, "mass-organisation", name="Hội xã")
    body(country.commune, "school", name="Trường")
    body(country.neighbour, name="Mặt trận xã bên")
    ended = end_body(by=SYSTEM, body=body(country.commune, name="Cũ"), version=1, on=date(2019, 5, 1))
    for place, kind, name in (
        (country.commune, "front", "Mặt trận xã"),
        (country.district, "front", "Mặt trận huyện"),
        (country.district, "mass-organisation", "Hội huyện"),
        (country.province, "mass-organisation", "Hội tỉnh"),
    ):
        body(place, kind, name=name)
    names = ["Mặt trận xã", "Hội huyện", "Mặt trận huyện", "Hội tỉnh"]
    assert [one.name for one in selectors.may_stand_above(lower, STORY_DAY)] == names
    assert ended.name in [one.name for one in selectors.may_stand_above(lower, date(2019, 4, 30))]
    village = unit("hamlet", "ap", "9", country.commune)
    assert selectors.may_stand_above(body(village), STORY_DAY)[0].unit == country.commune

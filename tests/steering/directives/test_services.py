"""The register of papers: who keeps it, which days fit, what rests on what."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from portal.core import audit
from portal.core.errors import Conflict, Refused
from portal.core.models import AuditEntry
from portal.steering.directives import services
from portal.steering.models import Directive, DirectiveBasis
from tests.factories import people
from tests.factories.steering import directive
from tests.story_day import STORY_DAY

pytestmark = pytest.mark.django_db
DAY = date(2019, 6, 1)


def details(**more):
    given = {"kind": "plan", "way": "issued", "code": "68/KH-UBND", "issuer": "UBND xã", "issued_on": DAY}
    return given | {"title": "Triển khai mô hình"} | more


def refused_fields(**more) -> set[str]:
    with pytest.raises(ValidationError) as problem:
        services.register_directive(**more)
    return set(problem.value.message_dict)


def test_officer_and_leader_of_the_unit_keep_its_register(country):
    for keeper in (people.officer(country.commune), people.leader(country.commune)):
        kept = directive(country.commune, by=keeper)
        assert kept.commune == country.commune


@pytest.mark.parametrize("outsider", ["district", "neighbour", "head", "reporter", "administrator"])
def test_nobody_else_writes_into_the_register_of_a_commune(country, outsider):
    actor = {
        "district": lambda: people.officer(country.district),
        "neighbour": lambda: people.officer(country.neighbour),
        "head": lambda: people.officer(country.hamlet),
        "reporter": lambda: people.reporter(country.commune),
        "administrator": lambda: people.administrator(country.commune),
    }[outsider]()
    with pytest.raises(Refused):
        directive(country.commune, by=actor)
    kept = directive(country.commune)
    with pytest.raises(Refused):
        services.edit_directive(by=actor, directive=kept, version=1, **details())
    with pytest.raises(Refused):
        services.end_directive(by=actor, directive=kept, version=1, on=STORY_DAY)
    with pytest.raises(Refused):
        services.restore_directive(by=actor, directive=kept, version=1)


def test_a_number_of_a_day_stands_once_in_a_register_however_it_is_typed(country):
    officer = people.officer(country.commune)
    directive(country.commune, by=officer, code="68/KH-UBND", issued_on=DAY)
    assert refused_fields(by=officer, unit=country.commune, **details(code="68/kh-ubnd")) == {"__all__"}
    directive(country.commune, by=officer, code="68/KH-UBND", issued_on=DAY + timedelta(1))
    directive(country.neighbour, code="68/KH-UBND", issued_on=DAY)


def test_a_paper_of_today_is_taken_and_one_of_tomorrow_is_not(country):
    officer = people.officer(country.commune)
    directive(country.commune, by=officer, issued_on=STORY_DAY)
    late = details(issued_on=STORY_DAY + timedelta(1))
    assert refused_fields(by=officer, unit=country.commune, **late) == {"issued_on"}


@pytest.mark.parametrize(
    ("way", "received_on", "wrong"),
    [
        ("received", DAY, False),
        ("received", STORY_DAY, False),
        ("received", DAY - timedelta(1), True),
        ("received", STORY_DAY + timedelta(1), True),
        ("issued", DAY, True),
        ("issued", None, False),
    ],
)
def test_a_paper_is_received_from_its_day_of_issue_to_today_and_only_if_it_came_from_elsewhere(
    country, way, received_on, wrong
):
    officer = people.officer(country.commune)
    given = {"by": officer, "unit": country.commune, **details(way=way, received_on=received_on)}
    if wrong:
        assert refused_fields(**given) == {"received_on"}
    else:
        assert services.register_directive(**given).received_on == received_on


@pytest.mark.parametrize(
    ("field", "text", "refused"),
    [
        ("code", "12/KH-CAX (Mật)", True),
        ("title", "Kế hoạch bảo vệ mục tiêu - TỐI MẬT", True),
        ("title", "Tuyên truyền bảo vệ bí mật nhà nước", False),
        ("title", "Đổi mật khẩu tài khoản mạng xã hội", False),
    ],
)
def test_a_paper_with_a_mark_of_secrecy_is_refused_and_one_about_secrets_is_not(
    country, field, text, refused
):
    officer = people.officer(country.commune)
    given = {"by": officer, "unit": country.commune, **details(**{field: text})}
    if refused:
        assert refused_fields(**given) == {field}
        assert not Directive.objects.unscoped("test").exists()
    else:
        services.register_directive(**given)


def test_a_form_that_is_sent_twice_makes_one_row(country):
    officer, key = people.officer(country.commune), uuid4()
    twice = [
        services.register_directive(by=officer, unit=country.commune, key=key, **details()) for _ in "ab"
    ]
    assert twice[0] == twice[1]
    assert Directive.objects.unscoped("test").count() == 1


def test_whoever_comes_second_to_an_edit_is_told(country):
    officer = people.officer(country.commune)
    kept = directive(country.commune, by=officer)
    services.edit_directive(by=officer, directive=kept, version=1, **details(title="Mới"))
    with pytest.raises(Conflict):
        services.edit_directive(by=officer, directive=kept, version=1, **details(title="Cũ"))
    kept.refresh_from_db()
    assert (kept.title, kept.version) == ("Mới", 2)


def test_an_end_comes_after_the_day_of_issue_and_is_undone(country):
    officer = people.officer(country.commune)
    kept = directive(country.commune, by=officer, issued_on=DAY)
    with pytest.raises(ValidationError):
        services.end_directive(by=officer, directive=kept, version=1, on=DAY)
    services.end_directive(by=officer, directive=kept, version=1, on=DAY + timedelta(1), note="Thay thế")
    assert (kept.ended_on, kept.end_note) == (DAY + timedelta(1), "Thay thế")
    with pytest.raises(ValidationError):
        services.edit_directive(
            by=officer, directive=kept, version=2, **details(issued_on=DAY + timedelta(1))
        )
    services.restore_directive(by=officer, directive=kept, version=2)
    assert (kept.ended_on, kept.end_note) == (None, "")


# --- what rests on what ---------------------------------------------------------------------------


def bases(kept: Directive) -> set[str]:
    return set(kept.bases.values_list("basis__code", flat=True))


def test_an_edit_replaces_what_a_paper_rests_on_and_the_audit_says_which(country):
    officer = people.officer(country.commune)
    first, second = (directive(country.commune, by=officer, code=code) for code in ("1/HD", "2/HD"))
    kept = directive(country.commune, first, by=officer)
    services.edit_directive(by=officer, directive=kept, version=1, bases=[second], **details())
    assert bases(kept) == {"2/HD"}
    written, entry = AuditEntry.objects.filter(action="directive.rest-on").order_by("pk")
    assert written.changes["basis_count"] == [0, 1]
    assert entry.changes["basis_count"] == [1, 1]
    assert entry.changes["basis_codes"] == [audit.coded(Directive._meta.get_field("code"), "2/HD")]


def test_an_edit_that_says_nothing_of_bases_leaves_them_unless_the_new_day_forbids_them(country):
    officer = people.officer(country.commune)
    kept = directive(country.commune, directive(country.commune, by=officer, code="1/HD"), by=officer)
    services.edit_directive(by=officer, directive=kept, version=1, **details())
    assert bases(kept) == {"1/HD"}
    earlier = details(issued_on=DAY - timedelta(1))
    with pytest.raises(ValidationError):
        services.edit_directive(by=officer, directive=kept, version=2, **earlier)


def test_a_paper_rests_on_one_of_its_own_day_but_on_none_of_a_later_day(country):
    officer = people.officer(country.commune)
    same = directive(country.commune, by=officer, issued_on=DAY)
    later = directive(country.commune, by=officer, issued_on=DAY + timedelta(1))
    assert bases(directive(country.commune, same, by=officer, issued_on=DAY)) == {same.code}
    with pytest.raises(ValidationError) as problem:
        directive(country.commune, later, by=officer, issued_on=DAY)
    assert set(problem.value.message_dict) == {"bases"}
    assert Directive.objects.unscoped("test").count() == 3


def test_papers_of_one_day_do_not_rest_on_each_other_in_a_circle(country):
    officer = people.officer(country.commune)
    first = directive(country.commune, by=officer)
    second = directive(country.commune, first, by=officer)
    third = directive(country.commune, second, by=officer)
    for wrong in ([third], [second], [first]):
        with pytest.raises(ValidationError):
            services.edit_directive(by=officer, directive=first, version=1, bases=wrong, **details())
    assert bases(first) == set()


def test_a_paper_rests_on_one_from_above_only_once_it_was_handed_down_and_never_on_a_neighbours(country):
    officer = people.officer(country.commune)
    kept = directive(country.province, code="86/KH-CAT", handed_down=False)
    down = directive(country.province, code="87/KH-CAT", handed_down=True)
    theirs = directive(country.neighbour, handed_down=True)
    assert bases(directive(country.commune, down, by=officer)) == {"87/KH-CAT"}
    for wrong in (kept, theirs):
        with pytest.raises(ValidationError):
            directive(country.commune, wrong, by=officer)


def test_the_database_refuses_a_paper_that_rests_on_itself_or_twice_on_another(country):
    first, second = directive(country.commune), directive(country.commune)
    DirectiveBasis.objects.create(directive=second, basis=first)
    for link in ({"directive": first, "basis": first}, {"directive": second, "basis": first}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DirectiveBasis.objects.create(**link)


def test_what_units_below_rest_on_stays_handed_down(country):
    above = people.officer(country.province)
    down = directive(country.province, by=above, handed_down=True, code="68/KH-UBND")
    services.edit_directive(by=above, directive=down, version=1, **details(handed_down=False))
    services.edit_directive(by=above, directive=down, version=2, **details(handed_down=True))
    directive(country.province, down, by=above)
    services.edit_directive(by=above, directive=down, version=3, **details(handed_down=False))
    services.edit_directive(by=above, directive=down, version=4, **details(handed_down=True))
    directive(country.commune, down)
    with pytest.raises(ValidationError) as problem:
        services.edit_directive(by=above, directive=down, version=5, **details(handed_down=False))
    assert set(problem.value.message_dict) == {"handed_down"}


def test_a_basis_is_judged_as_it_is_when_the_paper_is_written_not_as_the_form_read_it(country):
    above = people.officer(country.province)
    down = directive(country.province, by=above, handed_down=True)
    read = Directive.objects.unscoped("test").get(pk=down.pk)
    services.edit_directive(by=above, directive=down, version=1, **details(handed_down=False))
    with pytest.raises(ValidationError):
        directive(country.commune, read)

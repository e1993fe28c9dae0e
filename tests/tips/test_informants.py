"""The informant is sealed: opened for a reason, by the one in charge, with a trace; and never in the text."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection

from portal.accounts.actor import SystemActor
from portal.core import audit
from portal.core.errors import Refused
from portal.core.models import AuditEntry
from tests.factories import people
from tests.factories.rows import tip, transition
from tips import informants, policies
from tips.informants import Kept
from tips.models import SealedInformant, Tip, TipTransition

pytestmark = pytest.mark.django_db
NAME, PHONE = "Nguyễn Thị Lan", "0912 345 678"
REASON = "Cần hỏi thêm về xe"


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def told(country, by, **details):
    return tip(country.hamlet, by=by, informant_name=NAME, informant_phone=PHONE, **details)


def opened():
    return AuditEntry.objects.filter(action="informant.open").count()


def test_who_logged_a_tip_opens_it_for_a_reason_which_is_audited(country, officer):
    kept = told(country, officer)
    assert informants.open_sealed(by=officer, tip=kept, reason=REASON) == {"name": NAME, "phone": PHONE}
    entry = AuditEntry.objects.get(action="informant.open")
    assert (entry.actor, entry.object_id, entry.changes) == (
        officer.user,
        kept.public_id,
        {"reason": audit.text_digest(REASON)},
    )


@pytest.mark.parametrize("reason", ["", "   ", "hỏi", "  ngắn quá  "])
def test_without_a_real_reason_it_stays_sealed(country, officer, reason):
    with pytest.raises(ValidationError) as problem:
        informants.open_sealed(by=officer, tip=told(country, officer), reason=reason)
    assert list(problem.value.message_dict) == ["reason"]
    assert opened() == 0


@pytest.mark.parametrize("reason", ["a" * 10, f"  {'a' * 10}  "])
def test_ten_letters_are_a_reason(country, officer, reason):
    kept = told(country, officer)
    assert informants.open_sealed(by=officer, tip=kept, reason=reason)["name"] == NAME
    opening = TipTransition.objects.unscoped("test").get(tip=kept, name="open-informant")
    assert opening.note == "a" * 10


def test_nine_letters_are_none(country, officer):
    with pytest.raises(ValidationError, match="ít nhất 10 ký tự"):
        informants.open_sealed(by=officer, tip=told(country, officer), reason=f" {'a' * 9} ")
    assert opened() == 0


@pytest.mark.parametrize(("name", "phone"), [(NAME, ""), ("", PHONE)])
def test_a_name_or_a_number_alone_is_kept(country, officer, name, phone):
    kept = tip(country.hamlet, by=officer, informant_name=name, informant_phone=phone)
    assert informants.open_sealed(by=officer, tip=kept, reason=REASON) == {"name": name, "phone": phone}


def test_opening_writes_one_step_and_says_that_others_are_named_only_where_it_was_stated(country, officer):
    def transitions(kept):
        found = TipTransition.objects.unscoped("test").filter(tip=kept).exclude(name="log")
        return list(found.order_by("pk").values_list("name", flat=True))

    silent, stated = told(country, officer), told(country, officer)
    informants.open_sealed(by=officer, tip=silent, reason=REASON)
    informants.open_sealed(by=officer, tip=stated, reason=REASON, others_named=True)
    assert transitions(silent) == ["open-informant"]
    assert transitions(stated) == ["open-informant", "name-others"]


def test_what_the_audit_cannot_keep_is_not_opened(country, officer, monkeypatch):
    kept = told(country, officer)

    def full(**given):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(audit, "record", full)
    with pytest.raises(OperationalError):
        informants.open_sealed(by=officer, tip=kept, reason=REASON)
    assert not TipTransition.objects.unscoped("test").filter(tip=kept, name="open-informant").exists()


def test_a_colleague_opens_it_only_once_the_tip_is_in_their_hands(country, officer):
    colleague = people.officer(country.commune)
    kept = told(country, officer)
    with pytest.raises(Refused, match="người được giao tin"):
        informants.open_sealed(by=colleague, tip=kept, reason=REASON)
    transition(kept, "assign", by=officer, handler=colleague.user)
    assert informants.open_sealed(by=colleague, tip=kept, reason=REASON)["name"] == NAME
    assert opened() == 1


@pytest.mark.parametrize(
    "who",
    [
        lambda c: people.officer(c.neighbour),
        lambda c: people.officer(c.district),
        lambda c: people.officer(c.province),
        lambda c: people.leader(c.commune),
        lambda c: people.officer(c.hamlet),
        lambda c: people.reporter(c.commune),
        lambda c: people.administrator(c.commune),
    ],
)
def test_nobody_else_opens_it_not_even_as_handler_by_mistake(country, officer, who):
    kept, actor = told(country, officer), who(country)
    for handler in (None, actor.user):
        Tip.objects.unscoped("test").update(handler=handler)
        kept.refresh_from_db()
        assert not policies.can_open_informant(actor, kept)
        with pytest.raises(Refused):
            informants.open_sealed(by=actor, tip=kept, reason=REASON)
    assert opened() == 0


def test_a_hamlet_head_who_logged_a_tip_does_not_open_it_again(country):
    head = people.officer(country.hamlet)
    with pytest.raises(Refused):
        informants.open_sealed(by=head, tip=told(country, head), reason=REASON)


def test_neither_does_the_system(country, officer):
    with pytest.raises(Refused):
        informants.open_sealed(by=SystemActor("curious job"), tip=told(country, officer), reason=REASON)


def test_nothing_of_it_can_be_read_in_any_column_of_any_table(country, officer):
    kept = told(country, officer)
    transition(kept, "assign", by=officer)
    informants.open_sealed(by=officer, tip=kept, reason=REASON)
    skipped = ("accounts_", "units_", "django_", "core_holiday", "tips_timelimit", "reports_reportrule")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(skipped):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    text = (
                        bytes(value).decode("latin-1")
                        if isinstance(value, bytes | memoryview)
                        else str(value)
                    )
                    for part in ("Thị Lan", "thi lan", "0912", "345678", "345 678", "Th\\u1ecb Lan"):
                        assert part not in text, table


def test_an_anonymous_tip_has_nothing_sealed(country, officer):
    kept = tip(country.hamlet, by=officer, informant_name="  ", informant_phone="")
    assert informants.kept(kept) == Kept.NOTHING
    assert not SealedInformant.objects.exists()
    assert informants.open_sealed(by=officer, tip=kept, reason=REASON) == {}


@pytest.mark.parametrize(
    "summary",
    [
        "Chị Nguyễn Thị Lan báo mất xe",
        "chi nguyen thi lan bao mat xe",
        "NGUYỄN  THỊ   LAN báo mất xe",
        "Gọi lại số 0912345678",
        "Gọi lại số 0912.345.678 nhé",
    ],
)
def test_a_text_that_names_the_informant_is_refused(country, officer, summary):
    with pytest.raises(ValidationError, match="người báo") as problem:
        told(country, officer, summary=summary)
    assert list(problem.value.message_dict) == ["summary"]
    assert not Tip.objects.unscoped("test").exists()
    assert not SealedInformant.objects.exists()


@pytest.mark.parametrize(
    "summary", ["Mất xe của ông Lan ở chợ", "Xe 70-B1 123.45 tông người", "Mất 9 con gà lúc 12 giờ"]
)
def test_a_text_that_only_looks_like_it_is_kept(country, officer, summary):
    assert told(country, officer, summary=summary).summary == summary


def test_a_sealed_record_is_in_no_representation_of_a_tip(country, officer):
    kept = told(country, officer)
    assert NAME not in json.dumps(vars(kept), default=str, ensure_ascii=False)
    assert not [
        field for field in Tip._meta.get_fields() if "informant" in field.name or "sealed" in field.name
    ]

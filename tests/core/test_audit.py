"""The audit says who did what and when; what a person typed is stored only as a keyed digest."""

import hashlib
import json

import pytest
from django.test import override_settings

from groups.services import count_members, edit_group
from portal.core import audit
from portal.core.models import AuditEntry
from tests.factories import people
from tests.factories.rows import at, group, letterhead, post, report, tip, transition
from tests.factories.units import SYSTEM
from tips import informants

pytestmark = pytest.mark.django_db
MARK = "Xuân Thủy Kín"


def test_no_text_that_a_person_typed_stands_in_any_entry(country):
    officer = people.officer(country.commune)
    kept = group(
        country.hamlet, by=officer, name=MARK, leader_name=MARK, join_link="https://zalo.me/g/xuanthuy"
    )
    edit_group(by=officer, group=kept, version=1, name=f"{MARK} hai", deputy_name=MARK)
    count_members(by=officer, group=kept, counted_on=at("2019-12-01").date(), members=12)
    told = tip(
        country.hamlet,
        by=officer,
        summary=f"Việc {MARK}",
        informant_name="Lê Thị Mơ",
        informant_phone="0987654321",
    )
    transition(told, "classify", by=officer)
    transition(told, "assign", by=officer, note=MARK)
    informants.open_sealed(by=officer, tip=told, reason=f"Cần hỏi thêm {MARK}")
    transition(told, "resolve", by=officer, note=f"{MARK} xong")
    post(country.commune, by=officer, title=MARK, body=MARK)
    letterhead(country.commune, by=officer, signer=MARK)
    report(country.commune, by=officer)

    assert AuditEntry.objects.count() > 10
    for entry in AuditEntry.objects.all():
        written = json.dumps(
            [entry.changes, entry.actor_role, entry.action, entry.object_id], ensure_ascii=False
        )
        for text in ("Xuân", "Thủy", "xuanthuy", "Lê Thị", "0987654321"):
            assert text not in written, entry.action


def test_coded_values_stand_as_they_are_old_and_new(country):
    officer = people.officer(country.commune)
    told = tip(country.hamlet, by=officer)
    transition(told, "classify", by=officer, category="drugs", nature="crime")
    entry = AuditEntry.objects.get(action="tip.classify")
    assert entry.changes["category"] == ["theft", "drugs"]
    assert entry.changes["state"] == ["new", "classified"]
    assert (entry.actor, entry.actor_role) == (officer.user, f"commune-officer@{country.commune.pk}")
    assert (entry.model, entry.object_id, entry.unit_id) == ("tips.tip", told.public_id, country.hamlet.pk)


def test_a_digest_is_keyed_so_that_nobody_can_try_names_against_it():
    text = "Nguyễn Văn A"
    with override_settings(AUDIT_KEY="one"):
        first, again = audit.text_digest(text), audit.text_digest(text)
    with override_settings(AUDIT_KEY="two"):
        other = audit.text_digest(text)
    assert first == again
    assert first != other
    assert hashlib.sha256(text.encode()).hexdigest()[:32] not in (first[5:], other[5:])
    assert audit.text_digest(text + " ") != audit.text_digest(text)


def test_an_entry_never_changes(country):
    entry = AuditEntry.objects.first()
    entry.action = "something.else"
    with pytest.raises(TypeError):
        entry.save()
    assert not AuditEntry.objects.filter(action="something.else").exists()


def test_what_the_system_did_says_why(country):
    entry = audit.record(by=SYSTEM, action="test", row=country.commune)
    assert (entry.actor, entry.actor_role) == (None, "system: tests")

"""The commands: what they say, and that a broken hash chain is an exit code of 1."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from portal.core import audit, clock
from portal.core.audit import append_only
from portal.core.audit.sealing import seal_settled
from portal.core.models import AuditCheck, AuditEntry, AuditSeal
from portal.units.models import Unit
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db


def sealed(count):
    for _number in range(count):
        audit.record(by=SYSTEM, action="test", row=Unit(pk=1, public_id="thing"))
    seal_settled(settle=timedelta(seconds=-1))


def run(command, *words):
    out = StringIO()
    call_command(command, *words, stdout=out, no_color=True)
    return out.getvalue()


def break_a_seal():
    with append_only.lifted():
        AuditEntry._base_manager.filter(pk=AuditEntry.objects.first().pk).update(action="other")


def test_a_whole_chain_says_how_much_is_whole_and_its_head():
    sealed(2)
    sealed(1)
    audit.record(by=SYSTEM, action="test", row=Unit(pk=1, public_id="thing"))
    told = run("verify_audit")
    assert "Nguyên vẹn: 2 niêm phong, 3 dòng nhật ký." in told
    assert "Chưa niêm phong: 1 dòng" in told
    assert f"Niêm phong cuối: 2:{AuditSeal.objects.get(number=2).hash}" in told
    assert AuditCheck.objects.get().entries == 3


def test_with_nothing_sealed_nothing_is_called_whole():
    told = run("verify_audit")
    assert "Chưa có niêm phong nào." in told
    assert "Nguyên vẹn" not in told


def test_a_broken_chain_says_where_and_ends_with_1():
    sealed(2)
    sealed(1)
    break_a_seal()
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify_audit", stdout=out, no_color=True)
    assert end.value.code == 1
    verdict, whole = out.getvalue().index("KHÔNG KHỚP"), out.getvalue().index("Phần còn nguyên vẹn: 1 niêm")
    assert verdict < whole
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["whole"], told["faults"], told["seals"], told["entries"]) == (False, 1, 1, 1)
    assert (told["first_fault"]["seal"], told["first_fault"]["kind"]) == (1, "altered")


def test_from_a_day_on_earlier_seals_are_left_out():
    sealed(2)
    break_a_seal()
    tomorrow = (clock.machine_now() + timedelta(days=2)).date().isoformat()
    assert "Không có niêm phong nào từ ngày đó." in run("verify_audit", "--from", tomorrow)
    assert not AuditCheck.objects.exists(), "a walk over a part is no check of the whole"


def test_a_noted_head_that_is_gone_ends_with_1():
    sealed(1)
    head = f"1:{AuditSeal.objects.get().hash}"
    assert "Nguyên vẹn" in run("verify_audit", "--head", head)
    with pytest.raises(SystemExit):
        run("verify_audit", "--head", "2" + head[1:])
    with pytest.raises(CommandError):
        run("verify_audit", "--head", "1:short")


def test_seal_audit_says_what_it_sealed_and_what_waits():
    audit.record(by=SYSTEM, action="test", row=Unit(pk=1, public_id="thing"))
    assert "Đã niêm phong 0 dòng; 1 dòng vừa ghi" in run("seal_audit")


def test_trim_audit_refuses_what_is_younger_than_twelve_months():
    sealed(1)
    with pytest.raises(CommandError, match="12 tháng"):
        run("trim_audit", "--before", clock.machine_now().date().isoformat())
    assert "Đã rút gọn 0 dòng" in run("trim_audit", "--before", "2020-01-01")


def test_all_seals_taken_away_end_with_1():
    sealed(2)
    with append_only.lifted(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditseal")
    with pytest.raises(SystemExit):
        run("verify_audit")


def test_entries_that_wait_for_too_long_end_with_1():
    """The hash chain is whole as far as it goes; yet nobody seals."""
    sealed(1)
    audit.record(by=SYSTEM, action="test", row=Unit(pk=1, public_id="thing"))
    waited_since(clock.machine_now() - timedelta(minutes=16))
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify_audit", stdout=out, no_color=True)
    assert end.value.code == 1
    assert "NIÊM PHONG ĐANG DỪNG: có dòng ghi quá 15 phút chưa được niêm phong." in out.getvalue()
    assert "Nguyên vẹn: 1 niêm phong" in out.getvalue()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--json", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["whole"], told["faults"], told["delay"]["kind"]) == (False, 0, "late")


def test_seal_audit_ends_with_1_when_it_cannot_go_on():
    audit.record(by=SYSTEM, action="test", row=Unit(pk=1, public_id="thing"))
    waited_since(clock.machine_now() + timedelta(hours=1))
    out = StringIO()
    with pytest.raises(CommandError, match="Niêm phong đang dừng: có dòng mang giờ chưa tới") as stopped:
        call_command("seal_audit", stdout=out)
    assert stopped.value.returncode == 1
    assert "Đã niêm phong 0 dòng" in out.getvalue()


def waited_since(moment):
    with append_only.lifted():
        AuditEntry._base_manager.filter(pk=AuditEntry.objects.last().pk).update(written_at=moment)

"""The chain over the audit: whatever is altered, removed, inserted or put in another order after sealing shows."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Event

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from portal.core import audit, clock
from portal.core.audit import append_only, sealing, sealing_job, verification
from portal.core.audit.hashing import FIELDS, SealBody, hash_of, mark_of
from portal.core.audit.sealing import seal_settled
from portal.core.audit.trimming import latest_day, trim
from portal.core.audit.unsealed import LATE_AFTER, Delay, unsealed, unsealed_entries
from portal.core.audit.verification import FaultKind, verify
from portal.core.errors import Refused
from portal.core.models import AuditCheck, AuditEntry, AuditHead, AuditSeal
from portal.units.models import Unit
from tests.factories.units import SYSTEM
from tests.surroundings import on_postgresql

pytestmark = pytest.mark.django_db


def on_a_database_of_several_writers(test):
    """SQLite has one writer at a time: there these cannot happen."""
    real = pytest.mark.django_db(transaction=True, serialized_rollback=True)
    return pytest.mark.skipif(not on_postgresql(), reason="left out: needs PostgreSQL")(real(test))


AT_ONCE = timedelta(seconds=-1)
THING = Unit(pk=1, public_id="thing")


def written(count):
    """So many entries, not sealed yet."""
    for number in range(count):
        audit.record(
            by=SYSTEM, action="test", row=THING, changes={"n": number, "text": audit.text_digest("a")}
        )


def sealed(*batches):
    """One seal a batch, each of so many entries."""
    for count in batches:
        written(count)
        seal_settled(settle=AT_ONCE)


def entries():
    return list(AuditEntry.objects.order_by("pk"))


def tamper(statement, *values):
    """As whoever owns the database can: past the triggers."""
    with append_only.lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def first_fault():
    fault = verify().first
    return (fault.number, fault.kind) if fault else None


# --- sealing ------------------------------------------------------------------------------------
def test_a_chain_nobody_touched_is_whole():
    sealed(3, 1, 5)
    written(2)
    verdict = verify()
    assert (verdict.seals, verdict.entries, verdict.faults, verdict.at_end) == (3, 9, 0, True)
    assert (verdict.reached, verdict.reached_hash) == (3, AuditSeal.objects.get(number=3).hash)
    assert unsealed().count() == 2


def test_nothing_to_seal_makes_no_seal():
    assert seal_settled(settle=AT_ONCE) == 0
    sealed(1)
    assert seal_settled(settle=AT_ONCE) == 0
    assert AuditSeal.objects.count() == 1


def test_what_was_just_written_waits_until_it_has_settled():
    written(2)
    assert seal_settled() == 0
    assert seal_settled(settle=AT_ONCE) == 2


def test_a_long_row_of_entries_becomes_several_seals():
    written(7)
    assert seal_settled(settle=AT_ONCE, batch=3) == 7
    assert list(AuditSeal.objects.order_by("number").values_list("number", "count")) == [
        (1, 3),
        (2, 3),
        (3, 1),
    ]
    assert verify().faults == 0


def written_ahead(entry):
    tamper(
        "UPDATE core_auditentry SET written_at = %s WHERE id = %s",
        clock.machine_now() + timedelta(hours=1),
        entry.pk,
    )


def test_an_entry_from_a_clock_that_ran_ahead_does_not_stop_sealing():
    written(2)
    written_ahead(entries()[1])
    assert seal_settled(settle=AT_ONCE) == 1
    assert unsealed_entries().delay == Delay.AHEAD
    written(1)
    assert seal_settled(settle=AT_ONCE) == 2
    assert unsealed_entries().delay is None
    assert (verify().entries, verify().faults) == (3, 0)


def test_an_entry_that_waits_for_too_long_is_a_fault(monkeypatch, caplog):
    written(2)
    assert unsealed_entries().delay is None
    tamper(
        "UPDATE core_auditentry SET written_at = %s WHERE id = %s",
        clock.machine_now() - LATE_AFTER - timedelta(minutes=1),
        entries()[0].pk,
    )
    assert unsealed_entries().delay == Delay.LATE
    monkeypatch.setattr(sealing_job, "seal_settled", lambda: 0)
    sealing_job.tend()
    assert "are not sealed (late)" in caplog.text
    monkeypatch.undo()
    seal_settled(settle=AT_ONCE)
    assert unsealed_entries().oldest is None


def test_each_sealing_prints_its_head_to_the_log(caplog):
    caplog.set_level("INFO")
    sealed(2)
    assert f"head 1:{AuditSeal.objects.get().hash}" in caplog.text


@pytest.mark.parametrize("distance", [timedelta(days=-300), timedelta(minutes=-5), timedelta(hours=1)])
def test_the_database_says_when_an_entry_is_written(distance):
    """Whatever the writer brings: PostgreSQL sets its own moment, SQLite refuses."""
    entry = AuditEntry(at=clock.now(), action="test", written_at=clock.machine_now() + distance)
    if not on_postgresql():
        with pytest.raises(DatabaseError), transaction.atomic():
            entry.save()
        entry = AuditEntry(at=clock.now(), action="test", written_at=clock.machine_now())
    entry.save()
    entry.refresh_from_db()
    assert abs(entry.written_at - clock.machine_now()) < timedelta(minutes=1)


def test_what_no_clock_can_read_is_refused():
    if connection.vendor != "sqlite":
        pytest.skip("left out: PostgreSQL refuses what it cannot read")
    columns = "public_id, at, written_at, actor_role, action, model, object_id, outside, changes"
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO core_auditentry ({columns}) VALUES ('a', 'b', 'tomorrow', '', '', '', '', 0, '{{}}')"
        )


def test_a_sealer_whose_number_was_taken_meanwhile_stops(monkeypatch):
    sealed(2)
    stale = AuditSeal.objects.get()
    sealed(3)
    written(1)
    plain = sealing.write_seal
    monkeypatch.setattr(sealing, "write_seal", lambda head, settled: plain(stale, settled))
    assert seal_settled(settle=AT_ONCE) == 0
    monkeypatch.undo()
    assert seal_settled(settle=AT_ONCE) == 1
    assert verify().seals == 3


@on_a_database_of_several_writers
def test_two_sealers_at_the_same_moment_make_one_chain(monkeypatch):
    written(5)
    both_are_here, plain = Barrier(2, timeout=10), sealing.write_seal

    def at_the_same_moment(head, settled):
        if head is None:
            both_are_here.wait()
        return plain(head, settled)

    monkeypatch.setattr(sealing, "write_seal", at_the_same_moment)
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda _n: _alone(lambda: seal_settled(settle=AT_ONCE, batch=3)), range(2)))
    assert sorted(counts) in ([0, 5], [2, 3])
    assert (verify().entries, verify().faults, verify().seals) == (5, 0, 2)


@on_a_database_of_several_writers
def test_a_small_number_that_commits_late_is_waited_for():
    """One writer holds its transaction open while another writes after it and commits at once."""
    written(1)
    has_written, may_commit = Event(), Event()

    def slow_writer():
        with transaction.atomic():
            written(1)
            has_written.set()
            may_commit.wait(timeout=10)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(_alone, slow_writer)
        has_written.wait(timeout=10)
        written(1)
        assert seal_settled(settle=timedelta(0)) == 1, "only what came before the open transaction"
        may_commit.set()
        slow.result()
    assert seal_settled(settle=AT_ONCE) == 2
    assert (verify().entries, verify().faults) == (3, 0)


def _alone(work):
    """Run in this thread with a connection of its own, closed afterwards."""
    try:
        return work()
    finally:
        connection.close()


# --- tampering ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "other"),
        ("object_id", "other"),
        ("actor_role", "other"),
        ("changes", '{"n": 1}'),
        ("custodian_id", 7),
        ("unit_id", 7),
        ("at", "2019-01-01 00:00:00+00:00"),
        ("written_at", "2019-01-01 00:00:00+00:00"),
        ("public_id", "0" * 12),
        ("once", "x"),
    ],
)
def test_an_altered_column_shows_at_its_seal(column, value):
    sealed(2, 3, 2)
    tamper(f"UPDATE core_auditentry SET {column} = %s WHERE id = %s", value, entries()[3].pk)
    assert first_fault() == (2, FaultKind.ALTERED)
    verdict = verify()
    assert (verdict.faults, verdict.seals, verdict.entries) == (1, 2, 4)


def test_a_removed_entry_shows_at_its_seal():
    sealed(2, 3, 2)
    tamper("DELETE FROM core_auditentry WHERE id = %s", entries()[-1].pk)
    assert first_fault() == (3, FaultKind.REMOVED)


def test_an_inserted_or_late_entry_shows_at_the_seal_whose_range_it_lies_in():
    sealed(2)
    written(2)
    late = entries()[-2]
    facts = late.__dict__.copy()
    tamper("DELETE FROM core_auditentry WHERE id = %s", late.pk)
    seal_settled(settle=AT_ONCE)
    facts.pop("_state")
    AuditEntry.objects.bulk_create([AuditEntry(**facts)])
    assert first_fault() == (2, FaultKind.INSERTED)


def test_two_entries_in_each_others_place_show():
    sealed(4)
    one, other = entries()[1:3]
    tamper("UPDATE core_auditentry SET id = -1 WHERE id = %s", one.pk)
    tamper("UPDATE core_auditentry SET id = %s WHERE id = %s", one.pk, other.pk)
    tamper("UPDATE core_auditentry SET id = %s WHERE id = -1", other.pk)
    assert first_fault() == (1, FaultKind.ALTERED)


def test_what_cannot_even_be_read_shows_at_its_own_seal():
    if connection.vendor != "sqlite":
        pytest.skip("left out: PostgreSQL refuses what it cannot read")
    sealed(2, 2, 2)
    tamper("UPDATE core_auditentry SET at = %s WHERE id = %s", "yesterday", entries()[2].pk)
    assert first_fault() == (2, FaultKind.ALTERED)
    assert verify().seals == 2


@pytest.mark.parametrize("column", ["first_id", "count", "hash", "body", "at"])
def test_an_altered_seal_shows(column):
    sealed(2, 2)
    value = {"at": "2019-01-01 00:00:00+00:00", "hash": "0" * 64, "body": "0" * 64}.get(column, 9)
    tamper(f"UPDATE core_auditseal SET {column} = %s WHERE number = 1", value)
    assert first_fault() == (1, FaultKind.SEAL)


def test_a_seal_taken_out_of_the_middle_shows():
    sealed(2, 2, 2)
    tamper("DELETE FROM core_auditseal WHERE number = 2")
    assert first_fault() == (3, FaultKind.MISSING)


def test_whoever_alters_an_entry_and_makes_its_seal_anew_without_the_key_is_found():
    sealed(2, 2)
    altered = entries()[0]
    tamper("UPDATE core_auditentry SET action = 'other' WHERE id = %s", altered.pk)
    with override_settings(AUDIT_KEY="guessed"):
        before = ""
        for seal in AuditSeal.objects.order_by("number"):
            body = SealBody()
            for row in (
                AuditEntry.objects.filter(pk__range=(seal.first_id, seal.last_id))
                .order_by("pk")
                .values_list(*FIELDS)
            ):
                body.add(row)
            facts = {n: getattr(seal, n) for n in ("number", "first_id", "last_id", "count", "at")}
            before = hash_of(**facts, body=body.hexdigest(), before=before)
            tamper(
                "UPDATE core_auditseal SET body = %s, hash = %s WHERE number = %s",
                body.hexdigest(),
                before,
                seal.number,
            )
        assert first_fault() == (2, FaultKind.HEAD), "the head that was kept is not of these seals"
    assert first_fault() == (1, FaultKind.SEAL)


def test_the_newest_seals_cut_off_show_against_a_head_that_was_noted():
    sealed(2, 2, 2)
    noted = (3, AuditSeal.objects.get(number=3).hash[:16])
    assert verify(head=noted).faults == 0
    last = AuditSeal.objects.get(number=2).last_id
    tamper("DELETE FROM core_auditentry WHERE id > %s", last)
    tamper("DELETE FROM core_auditseal WHERE number = 3")
    assert first_fault() == (3, FaultKind.HEAD)
    head = AuditHead.objects.get()
    tamper("DELETE FROM core_audithead")
    assert first_fault() == (2, FaultKind.HEAD), "without the key nobody writes another"
    for name, value in {"number": 2, "hash": AuditSeal.objects.get(number=2).hash, "last_id": last}.items():
        setattr(head, name, value)
    AuditHead.objects.bulk_create([head])
    assert first_fault() == (2, FaultKind.HEAD)
    verdict = verify(head=noted)
    assert (verdict.first.number, verdict.first.kind, verdict.faults) == (3, FaultKind.MISSING, 1)


def test_all_seals_taken_away_and_an_entry_altered_shows_for_ever():
    sealed(2, 2)
    altered = entries()[0]
    tamper("DELETE FROM core_auditseal")
    tamper("UPDATE core_auditentry SET action = 'other' WHERE id = %s", altered.pk)
    assert first_fault() == (2, FaultKind.HEAD)
    sealed(1)
    # The next seal binds to the head that was kept: the gap stays.
    assert list(AuditSeal.objects.values_list("number", flat=True)) == [3]
    assert AuditHead.objects.get().number == 2
    assert first_fault() == (3, FaultKind.MISSING)
    assert verify().faults == 2


@given(batches=st.lists(st.integers(1, 4), min_size=1, max_size=4), seed=st.integers(0, 10**6))
def test_any_one_change_to_what_is_sealed_shows_and_nothing_else_does(batches, seed):
    dice = random.Random(seed)
    with transaction.atomic():
        sealed(*batches)
        assert verify().faults == 0
        victim = dice.choice(entries())
        seal = AuditSeal.objects.filter(last_id__gte=victim.pk).order_by("number").first()
        how = dice.choice(["alter", "remove", "insert", "move", "seal"])
        if how == "alter":
            tamper("UPDATE core_auditentry SET changes = %s WHERE id = %s", '{"n": "other"}', victim.pk)
        elif how == "remove":
            tamper("DELETE FROM core_auditentry WHERE id = %s", victim.pk)
        elif how == "insert":
            tamper("UPDATE core_auditentry SET id = id + 1000000 WHERE id > %s", victim.pk)
            AuditEntry.objects.bulk_create(
                [AuditEntry(pk=victim.pk - 500_000, at=victim.at, action="forged")]
            )
        elif how == "move":
            tamper("UPDATE core_auditentry SET id = -id WHERE id = %s", victim.pk)
        else:
            tamper("UPDATE core_auditseal SET count = count + 1 WHERE number = %s", seal.number)
        verdict = verify()
        alone = len(entries()) == 1 and how == "move"
        assert verdict.faults or alone
        if how in ("alter", "remove", "seal"):
            assert verdict.first.number == seal.number
            assert verdict.faults == 1
        transaction.set_rollback(True)


# --- the database keeps what was written --------------------------------------------------------
@pytest.mark.parametrize("table", append_only.TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET at = at"])
def test_the_database_itself_refuses_to_change_or_delete(table, statement):
    sealed(1)
    refusal = f"rows of {table} are written once"
    with (
        pytest.raises(DatabaseError, match=refusal),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert verify().entries == 1


def test_lifting_ends_with_its_transaction():
    sealed(1)
    with append_only.lifted():
        pass
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditentry")


def test_a_lifting_that_breaks_leaves_the_refusal_in_place():
    sealed(1)
    with pytest.raises(LookupError), append_only.lifted():
        raise LookupError
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditentry")


def test_a_trimmed_seal_is_marked_with_the_key():
    sealed(1)
    seal = AuditSeal.objects.get()
    with override_settings(AUDIT_KEY="other"):
        other = mark_of(hash=seal.hash, trimmed_at=seal.at)
    assert other != mark_of(hash=seal.hash, trimmed_at=seal.at)


# --- trimming -----------------------------------------------------------------------------------
@pytest.fixture
def days_later(monkeypatch):
    """So many days after what was sealed until then."""

    def go_on(days):
        later = clock.machine_now() + timedelta(days=days)
        monkeypatch.setattr(clock, "machine_now", lambda: later)
        return timezone.localdate(later)

    return go_on


def test_entries_past_twelve_months_go_by_whole_batches_and_the_chain_still_holds(days_later):
    sealed(3, 2)
    days_later(200)
    sealed(4)
    today = days_later(200)
    gone = trim(by=SYSTEM, before=latest_day())
    assert (gone.seals, gone.entries) == (2, 5)
    assert today.replace(year=today.year - 1) == latest_day()
    verdict = verify()
    assert (verdict.faults, verdict.seals, verdict.entries, verdict.trimmed) == (0, 3, 4, 5)
    told = AuditEntry.objects.get(action="audit.trim")
    assert told.changes["entries"] == 5
    assert trim(by=SYSTEM, before=latest_day()).seals == 0


def test_nothing_younger_than_twelve_months_goes(days_later):
    sealed(2)
    days_later(364)
    with pytest.raises(Refused):
        trim(by=SYSTEM, before=latest_day() + timedelta(days=1))
    assert trim(by=SYSTEM, before=latest_day()).entries == 0
    assert verify().entries == 2


def test_what_was_tampered_with_is_not_trimmed(days_later):
    sealed(2, 2)
    tamper("DELETE FROM core_auditentry WHERE id = %s", entries()[0].pk)
    days_later(500)
    with pytest.raises(Refused):
        trim(by=SYSTEM, before=latest_day())
    assert AuditEntry.objects.count() == 3


def test_entries_taken_away_under_a_forged_mark_show(days_later):
    sealed(2, 2)
    tamper("DELETE FROM core_auditentry WHERE id <= %s", AuditSeal.objects.get(number=1).last_id)
    tamper("UPDATE core_auditseal SET trimmed_at = at, trim_mark = %s WHERE number = 1", "0" * 64)
    assert first_fault() == (1, FaultKind.SEAL)


def test_an_entry_put_where_a_batch_was_trimmed_shows(days_later):
    sealed(2)
    pk = entries()[0].pk
    days_later(500)
    trim(by=SYSTEM, before=latest_day())
    AuditEntry.objects.bulk_create([AuditEntry(pk=pk, at=clock.now(), action="forged")])
    assert first_fault() == (1, FaultKind.INSERTED)


def test_on_29_february_twelve_months_ago_is_the_28th(monkeypatch):
    monkeypatch.setattr(clock, "machine_now", lambda: datetime(2028, 2, 29, 12, tzinfo=UTC))
    assert latest_day() == date(2027, 2, 28)


# --- the job ------------------------------------------------------------------------------------
def test_the_job_seals_and_checks_round_and_round(monkeypatch, days_later):
    monkeypatch.setattr(sealing_job, "seal_settled", lambda: seal_settled(settle=AT_ONCE))
    written(3)
    sealing_job.tend()
    check = AuditCheck.objects.get()
    assert (check.seals, check.entries, check.faults, bool(check.ended_at)) == (1, 3, 0, True)
    sealing_job.tend()
    assert AuditCheck.objects.count() == 1
    days_later(1)
    sealing_job.tend()
    assert AuditCheck.objects.count() == 2


def test_a_long_check_goes_on_where_it_stopped(monkeypatch):
    monkeypatch.setattr(verification, "SEALS_AT_ONCE", 2)
    sealed(*[2] * 5)
    reached = [sealing_job.go_on_checking(most=1).reached for _run in range(3)]
    assert reached == [2, 4, 5]
    assert not AuditCheck.objects.get().ended_at
    sealing_job.go_on_checking(most=1)
    check = AuditCheck.objects.get()
    assert (check.seals, check.entries, check.faults, bool(check.ended_at)) == (5, 10, 0, True)
    assert sealing_job.go_on_checking(most=1) is None


def test_a_check_finds_that_the_head_of_the_one_before_is_gone(days_later, caplog):
    sealed(2, 2)
    sealing_job.go_on_checking()
    tamper("DELETE FROM core_auditentry WHERE id > %s", AuditSeal.objects.get(number=1).last_id)
    tamper("DELETE FROM core_auditseal WHERE number = 2")
    days_later(2)
    check = sealing_job.go_on_checking()
    assert (check.faults, check.first_fault, check.kind) == (1, 2, FaultKind.MISSING)
    assert "does not hold at seal 2" in caplog.text


def test_a_head_that_is_gone_is_looked_for_at_once(caplog):
    sealed(2)
    sealing_job.go_on_checking()
    assert sealing_job.go_on_checking() is None
    tamper("DELETE FROM core_auditseal")
    assert sealing_job.go_on_checking().faults
    assert sealing_job.go_on_checking() is None, "once a day is enough for what is known"

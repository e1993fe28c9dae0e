"""Jobs are rows: leased, run again when killed, given up in the end, and never run when rolled back."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction

from portal.core import clock, jobs
from portal.core.jobs import JobHandler
from portal.core.manifests import Manifest
from portal.core.models import Job
from tests.manifests import added, only

pytestmark = pytest.mark.django_db
SECRET = "Nguyễn Thị Lan, 0912345678"


class Worker:
    """A handler that records its arguments, and raises while `failing` is set."""

    def __init__(self):
        self.calls, self.failing, self.meanwhile = [], False, lambda: None

    def __call__(self, **args):
        self.calls.append(args)
        self.meanwhile()
        if self.failing:
            raise LookupError(SECRET)


@pytest.fixture
def worker():
    work = Worker()
    with added(Manifest(jobs=[JobHandler("test.work", work)])):
        yield work


def enqueue(key="a", **args):
    return jobs.enqueue("test.work", key=key, **args)


def state():
    return Job.objects.get()


def make_due():
    """As if the time until the next attempt had passed."""
    Job.objects.update(run_after=clock.machine_now() - timedelta(seconds=1))


def let_the_lease_run_out():
    Job.objects.update(lease_until=clock.machine_now() - timedelta(seconds=1))


def test_a_job_runs_once_with_what_it_was_asked(worker):
    enqueue(report_id=7)
    assert jobs.drain() == 1
    assert jobs.drain() == 0
    assert worker.calls == [{"report_id": 7}]
    assert (state().state, state().progress, state().attempts, state().lease_until) == ("done", 100, 1, None)
    assert state().finished_at is not None


def test_jobs_run_in_the_order_they_were_asked(worker):
    for number in range(3):
        enqueue(key=str(number), number=number)
    assert jobs.drain() == 3
    assert [call["number"] for call in worker.calls] == [0, 1, 2]


def test_a_rolled_back_change_leaves_no_job(worker):
    def change_that_breaks():
        with transaction.atomic():
            enqueue()
            raise LookupError

    with pytest.raises(LookupError):
        change_that_breaks()
    assert not Job.objects.exists()
    assert jobs.drain() == 0
    assert worker.calls == []


def test_asking_again_for_what_is_asked_already_adds_nothing(worker):
    assert enqueue(n=1).pk == enqueue(n=2).pk
    jobs.drain()
    assert enqueue(n=3).state == "done"
    assert jobs.drain() == 0
    assert worker.calls == [{"n": 1}]


def test_a_killed_workers_job_runs_again_after_its_lease_and_not_before(worker):
    enqueue()
    assert jobs.lease() is not None  # leased, and then its worker was killed
    assert jobs.drain() == 0
    let_the_lease_run_out()
    assert jobs.drain() == 1
    assert (state().state, state().attempts) == ("done", 2)


def test_a_lease_lasts_as_long_as_the_setting_says(worker):
    enqueue()
    before = clock.machine_now()
    job = jobs.lease()
    length = timedelta(seconds=settings.JOB_LEASE_SECONDS)
    assert before + length <= job.lease_until <= clock.machine_now() + length


def test_a_failing_job_waits_longer_each_time_and_is_given_up(worker):
    worker.failing = True
    enqueue()
    waits = []
    for attempt in range(1, jobs.MAX_ATTEMPTS + 1):
        make_due()
        assert jobs.run_next()
        assert not jobs.run_next()  # backing off
        assert state().attempts == attempt
        waits.append((state().run_after - clock.machine_now()).total_seconds())
        assert state().state == ("failed" if attempt == jobs.MAX_ATTEMPTS else "queued")
    assert waits == sorted(waits)
    assert waits[0] > 1
    make_due()
    assert jobs.drain() == 0
    assert len(worker.calls) == jobs.MAX_ATTEMPTS


def test_of_a_failure_only_its_kind_is_kept_never_its_words(worker, caplog):
    worker.failing = True
    enqueue(note=1)
    jobs.run_next()
    assert state().error == "LookupError"
    assert "LookupError" in caplog.text
    for part in ("Lan", "0912345678"):
        assert part not in caplog.text


def test_a_person_may_let_a_given_up_job_run_again(worker):
    worker.failing = True
    enqueue()
    Job.objects.update(attempts=jobs.MAX_ATTEMPTS - 1)
    jobs.run_next()
    assert state().state == "failed"
    worker.failing = False
    jobs.retry(state())
    assert jobs.drain() == 1
    assert (state().state, state().attempts, state().error) == ("done", 1, "")


def test_a_job_that_runs_or_is_done_is_not_started_anew_by_retry(worker):
    enqueue()
    jobs.lease()
    jobs.retry(state())
    assert (state().state, state().attempts) == ("running", 1)
    let_the_lease_run_out()
    jobs.drain()
    jobs.retry(state())
    assert jobs.drain() == 0


def test_what_is_needed_anew_runs_again_also_where_it_ended_well(worker):
    enqueue()
    jobs.drain()
    jobs.requeue(state())
    assert (state().state, state().progress) == ("queued", 0)
    assert jobs.drain() == 1
    enqueue("b")
    jobs.lease()
    running = Job.objects.get(key="b")
    jobs.requeue(running)
    assert Job.objects.get(key="b").state == "running"


def test_a_worker_that_tells_how_far_it_is_keeps_its_lease(worker):
    enqueue()
    jobs.lease()
    let_the_lease_run_out()
    jobs.report_progress("a", 40)
    assert state().progress == 40
    assert state().lease_until > clock.machine_now()
    jobs.report_progress("a", 100)
    assert state().progress == 99  # all is done when it is noted as done
    Job.objects.update(state=Job.State.DONE, progress=100)
    jobs.report_progress("a", 40)
    assert state().progress == 100


def test_a_worker_that_was_overtaken_notes_nothing(worker):
    """Its lease ran out while it worked, another took the job: only the other says how it ended."""

    def another_takes_it():
        worker.meanwhile = lambda: None
        let_the_lease_run_out()
        assert jobs.lease().attempts == 2

    worker.meanwhile = another_takes_it
    enqueue()
    assert jobs.run_next()
    assert (state().state, state().attempts, state().finished_at) == ("running", 2, None)
    assert state().lease_until is not None


def test_an_overtaken_worker_that_fails_does_not_put_the_job_back(worker):
    def another_takes_it():
        worker.meanwhile = lambda: None
        let_the_lease_run_out()
        jobs.lease()

    worker.meanwhile, worker.failing = another_takes_it, True
    enqueue()
    jobs.run_next()
    assert (state().state, state().error) == ("running", "")


def test_a_job_nobody_knows_how_to_do_fails_and_stops_no_other(worker):
    jobs.enqueue("test.unknown", key="unknown")
    enqueue(key="known")
    assert jobs.drain() == 2
    assert Job.objects.get(key="unknown").error == "KeyError"
    assert Job.objects.get(key="known").state == "done"


def test_two_workers_never_hold_the_same_job(worker):
    enqueue(key="one")
    enqueue(key="two")
    first, second = jobs.lease(), jobs.lease()
    assert {first.key, second.key} == {"one", "two"}
    assert jobs.lease() is None


# --- again and again ----------------------------------------------------------------------------
@pytest.fixture
def recurring(worker):
    again = JobHandler("test.again", worker, every=timedelta(minutes=5))
    with only(test=Manifest(jobs=[again])):
        yield worker


def as_if_passed(span):
    Job.objects.update(run_after=clock.machine_now() - span)


def test_a_recurring_job_is_one_row_that_runs_again_once_its_interval_has_passed(recurring):
    jobs.requeue_recurring()
    jobs.requeue_recurring()
    assert jobs.drain() == 1
    jobs.requeue_recurring()
    assert jobs.drain() == 0
    as_if_passed(timedelta(minutes=5, seconds=-2))
    jobs.requeue_recurring()
    assert jobs.drain() == 0
    as_if_passed(timedelta(minutes=5))
    jobs.requeue_recurring()
    jobs.requeue_recurring()
    assert jobs.drain() == 1
    assert (Job.objects.count(), len(recurring.calls)) == (1, 2)


def test_a_recurring_job_that_was_given_up_is_tried_again_after_its_interval(recurring):
    recurring.failing = True
    jobs.requeue_recurring()
    Job.objects.update(attempts=jobs.MAX_ATTEMPTS - 1)
    jobs.drain()
    assert state().state == "failed"
    recurring.failing = False
    as_if_passed(timedelta(minutes=5))
    jobs.requeue_recurring()
    assert jobs.drain() == 1
    assert (state().state, state().attempts, state().error) == ("done", 1, "")


def test_a_recurring_job_that_runs_is_left_alone(recurring):
    jobs.requeue_recurring()
    jobs.lease()
    as_if_passed(timedelta(minutes=6))
    jobs.requeue_recurring()
    assert (state().state, state().attempts) == ("running", 1)


@pytest.mark.parametrize("left", ["queued", "running", "failed"])
def test_work_that_was_done_elsewhere_is_done(worker, left):
    enqueue()
    Job.objects.update(state=left, error="WorkerLost", lease_until=clock.machine_now(), attempts=5)
    jobs.done_elsewhere("a")
    assert (state().state, state().progress, state().error, state().lease_until) == ("done", 100, "", None)
    assert jobs.drain() == 0
    assert worker.calls == []

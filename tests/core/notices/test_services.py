"""A notice is told once to each, to nobody else, and carries nothing that its kind does not say."""

from datetime import date, time, timedelta

import pytest
from django.db import transaction

from portal.core import clock
from portal.core.notices import selectors, services, tasks
from portal.core.notices.models import Notice
from portal.core.notices.services import Words, notify
from tests.architecture.world import client_of
from tests.core.notices.kinds import ALARM, MANIFEST, PEOPLE, TASK, UNIT, reachable
from tests.factories import people
from tests.factories.units import SYSTEM
from tests.manifests import added
from tests.story_day import STORY_MOMENT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kinds(settings):
    settings.QUIET_HOURS = (time(0), time(0))
    with added(MANIFEST):
        yield


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def other(country):
    return people.officer(country.commune)


def tell(to, about, kind=TASK, *, by=SYSTEM, **words):
    given = {"given": {"number": 7}, "place": "Xã Phước Ninh"} | words
    notify(by=by, to=[actor.user for actor in to], kind=kind.key, about=about, words=Words(**given))


def texts(actor):
    return [notice.text for notice in selectors.notices(actor).order_by("-at", "-id")]


def test_each_person_is_told_in_the_words_of_the_kind(country, officer, other):
    tell([officer, other], country.commune, due_on=date(2019, 12, 10))
    for actor in (officer, other):
        [notice] = selectors.notices(actor)
        assert (notice.text, notice.place, notice.due_on) == (
            "Việc 7 đến hạn.",
            "Xã Phước Ninh",
            date(2019, 12, 10),
        )
        assert (notice.at, notice.seen_at) == (STORY_MOMENT, None)


def test_the_same_notice_twice_is_one_and_another_occasion_is_another(country, officer, other):
    tell([officer], country.commune)
    tell([officer, officer, other], country.commune)
    assert (len(texts(officer)), len(texts(other))) == (1, 1)
    tell([officer], country.commune, occasion="late")
    tell([officer], country.neighbour)
    tell([officer], country.commune, kind=ALARM)
    assert len(texts(officer)) == 4


def test_a_seen_notice_is_not_told_again(country, officer):
    tell([officer], country.commune)
    services.see_all(by=officer)
    tell([officer], country.commune)
    assert not selectors.has_unseen(officer)
    assert Notice.objects.count() == 1


def test_nobody_is_told_what_they_did_themselves_nor_whose_account_is_closed(country, officer, other):
    gone = people.officer(country.commune)
    gone.user.is_active = False
    tell([officer, other, gone], country.commune, by=officer)
    assert list(Notice.objects.values_list("user", flat=True)) == [other.user.pk]


def test_a_notice_that_is_rolled_back_was_never_told(country, officer):
    def change_that_breaks():
        with transaction.atomic():
            tell([officer], country.commune)
            raise LookupError

    with pytest.raises(LookupError):
        change_that_breaks()
    assert texts(officer) == []


@pytest.mark.parametrize(
    ("kind", "words", "problem"),
    [
        (TASK, {"given": {}}, KeyError),
        (TASK, {"given": {"number": "7" * 300}}, ValueError),
        (TASK, {"place": "x" * 201}, ValueError),
        (TASK, {"occasion": "x" * 200}, ValueError),
        (TASK, {"page_key": "0" * 12}, ValueError),
        (UNIT, {"page_key": ""}, ValueError),
    ],
)
def test_what_cannot_be_told_wholly_is_refused(country, officer, kind, words, problem):
    with pytest.raises(problem):
        tell([officer], country.commune, kind, **words)
    assert not Notice.objects.exists()


def test_a_kind_that_no_app_declares_is_refused(country, officer):
    with pytest.raises(KeyError):
        notify(by=SYSTEM, to=[officer.user], kind="test.none", about=country.commune, words=Words())


def test_a_notice_leads_to_the_page_of_its_kind_and_nowhere_once_that_is_gone(country, officer):
    key = country.commune.public_id
    tell([officer], country.commune, UNIT, page_key=key)
    assert services.page_of(UNIT.key, key) == f"/dia-ban/{key}/"
    assert services.page_of(TASK.key, "") == "/"
    assert services.page_of("test.gone", key) is None
    assert services.page_of(TASK.key, key) is None


def test_seeing_is_noted_once_and_only_by_its_person(country, officer, other):
    tell([officer], country.commune)
    [notice] = selectors.notices(officer)
    services.see(by=other, notice=notice)
    assert selectors.has_unseen(officer)
    services.see(by=officer, notice=notice)
    with clock.pinned_to(STORY_MOMENT + timedelta(hours=1)):
        services.see(by=officer, notice=notice)
    notice.refresh_from_db()
    assert notice.seen_at == STORY_MOMENT


def test_seeing_all_is_taken_back_for_those_it_noted_and_no_others(country, officer, other):
    tell([officer, other], country.commune, occasion="first")
    with clock.pinned_to(STORY_MOMENT - timedelta(hours=1)):
        services.see_all(by=officer)
    tell([officer], country.commune, occasion="second")
    tell([officer], country.commune, occasion="third")
    count, at = services.see_all(by=officer)
    assert (count, selectors.has_unseen(officer), selectors.has_unseen(other)) == (2, False, True)
    assert services.unsee(by=other, seen_at=at) == 0
    assert services.unsee(by=officer, seen_at=at) == 2
    assert selectors.notices(officer).filter(seen_at=None).count() == 2


def test_what_is_settled_is_taken_back_from_those_who_have_not_seen_it(country, officer, other):
    for occasion in ("first", "second"):
        tell([officer, other], country.commune, occasion=occasion)
        tell([officer], country.neighbour, occasion=occasion)
    [seen] = selectors.notices(other).filter(key__endswith="first")
    services.see(by=other, notice=seen)
    settled = {"kind": TASK.key, "about": country.commune}
    assert services.withdraw(**settled, occasions=["first", "third"]) == 1
    assert services.withdraw(**settled, occasions=["first", "third"]) == 0
    left = Notice.objects.filter(key__contains=country.commune.public_id)
    assert {(row.user_id, row.key.rpartition(":")[2]) for row in left} == {
        (officer.user.pk, "second"),
        (other.user.pk, "first"),
        (other.user.pk, "second"),
    }
    assert Notice.objects.count() == 5


def to_mail(actor, key):
    return {row.kind: row.mail_at is not None for row in selectors.notices(actor)}[key.key]


def test_by_e_mail_goes_what_the_kind_says_until_the_person_chooses(country, officer):
    reachable(officer.user)
    key = country.commune.public_id
    tell([officer], country.commune)
    tell([officer], country.commune, UNIT, page_key=key)
    assert (to_mail(officer, TASK), to_mail(officer, UNIT)) == (True, False)
    Notice.objects.all().delete()
    services.choose(by=officer, by_mail={TASK.key: False, UNIT.key: True})
    services.choose(by=officer, by_mail={TASK.key: False})
    tell([officer], country.commune)
    tell([officer], country.commune, UNIT, page_key=key)
    assert (to_mail(officer, TASK), to_mail(officer, UNIT)) == (False, True)


def test_nothing_goes_by_e_mail_without_a_confirmed_address_or_a_mail_server(
    country, officer, other, settings
):
    reachable(officer.user, address="")
    tell([officer, other], country.commune)
    assert not Notice.objects.exclude(mail_at=None).exists()
    Notice.objects.all().delete()
    reachable(other.user)
    settings.NOTICES_BY_MAIL = False
    tell([officer, other], country.commune)
    assert not Notice.objects.exclude(mail_at=None).exists()


def test_an_urgent_notice_may_go_at_once_and_another_after_the_window(country, officer, settings):
    settings.NOTICE_WINDOW_MINUTES = 10
    reachable(officer.user)
    tell([officer], country.commune)
    tell([officer], country.commune, ALARM)
    waits = {row.kind: row.mail_at - row.made_at for row in selectors.notices(officer)}
    assert waits == {TASK.key: timedelta(minutes=10), ALARM.key: timedelta(0)}


def test_choices_are_asked_for_the_kinds_that_one_may_get(country, officer):
    services.choose(by=officer, by_mail={UNIT.key: True})
    asked = {kind.key: by_mail for kind, by_mail in selectors.choices(officer)}
    assert asked["test.unit"] is asked["test.task"] is True
    assert PEOPLE.key not in asked
    administrator = people.administrator(country.commune)
    assert PEOPLE.key in {kind.key for kind, _by_mail in selectors.choices(administrator)}


def test_notices_go_after_the_days_that_they_are_kept(country, officer, settings):
    tell([officer], country.commune, occasion="old")
    tell([officer], country.commune, occasion="young")
    now = clock.machine_now()
    Notice.objects.filter(key__endswith="old").update(made_at=now - timedelta(days=181))
    Notice.objects.filter(key__endswith="young").update(made_at=now - timedelta(days=179))
    settings.NOTICE_DAYS_KEPT = 0
    tasks.tidy()
    assert Notice.objects.count() == 2
    settings.NOTICE_DAYS_KEPT = 180
    tasks.tidy()
    assert [notice.key[-5:] for notice in Notice.objects.all()] == ["young"]


def test_the_count_of_unseen_is_read_with_the_session_and_stops_at_a_hundred(country, officer, other):
    browser = client_of(officer)
    assert browser.get("/thong-bao/").context["frame"]["notices"]["unseen"] == ""
    for number in range(3):
        tell([officer], country.commune, occasion=str(number))
    tell([other], country.commune)
    assert browser.get("/thong-bao/").context["frame"]["notices"]["unseen"] == "3"
    for number in range(3, 99):
        tell([officer], country.commune, occasion=str(number))
    assert browser.get("/thong-bao/").context["frame"]["notices"]["unseen"] == "99"
    tell([officer], country.commune, occasion="99")
    tell([officer], country.commune, occasion="100")
    assert browser.get("/thong-bao/").context["frame"]["notices"]["unseen"] == "99+"

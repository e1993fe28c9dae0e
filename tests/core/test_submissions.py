"""A form sent twice makes one row; a key is good for one person and one kind of row."""

from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError

from groups.models import ChatGroup, GroupConfirmation
from groups.services import confirm_group
from portal.core import clock
from portal.core.errors import Refused
from portal.core.models import AuditEntry, Submission
from portal.core.submissions import SAME_WITHIN, made_before
from portal.units.models import Unit
from propaganda.models import Post
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.rows import group, post, tip
from tips.models import SealedInformant, Tip, TipTransition

pytestmark = pytest.mark.django_db
KEY = UUID("8c5a9b44-3b0c-4f7e-9b0e-2a1d1f2a3b4c")


def count(model):
    rows = model.objects.unscoped("test") if hasattr(model, "visibility") else model.objects
    return rows.count()


def test_a_tip_sent_twice_is_logged_once_with_all_that_belongs_to_it(country):
    officer = people.officer(country.commune)
    first = tip(country.hamlet, by=officer, key=KEY, informant_name="Trần Thị Bé")
    audited = AuditEntry.objects.count()
    again = tip(country.hamlet, by=officer, key=KEY, informant_name="Trần Thị Bé")
    assert again.pk == first.pk
    assert (count(Tip), count(TipTransition), count(SealedInformant)) == (1, 1, 1)
    assert AuditEntry.objects.count() == audited


def test_what_a_key_made_is_found_again_by_the_same_person_alone(country):
    officer, other = people.officer(country.commune), people.officer(country.commune)
    assert made_before(KEY, by=officer, model=ChatGroup) is None
    made = group(country.commune, by=officer, key=KEY)
    assert made_before(KEY, by=officer, model=ChatGroup) == made
    for stranger, model in ((other, ChatGroup), (officer, Post)):
        with pytest.raises(Refused):
            made_before(KEY, by=stranger, model=model)


@pytest.mark.parametrize(("make", "model"), [(group, ChatGroup), (post, Post)])
def test_groups_and_posts_too(country, make, model):
    officer = people.officer(country.commune)
    assert make(country.commune, by=officer, key=KEY).pk == make(country.commune, by=officer, key=KEY).pk
    assert count(model) == 1


def test_a_confirmation_tapped_twice_counts_once(country):
    head = people.officer(country.hamlet)
    kept = group(country.hamlet)
    for _tap in range(2):
        confirm_group(by=head, group=kept, condition="active", members=40, key=KEY)
    assert count(GroupConfirmation) == 1


def test_the_same_key_of_another_person_is_refused_and_tells_nothing(country):
    tip(country.hamlet, by=people.officer(country.commune), key=KEY)
    with pytest.raises(Refused, match="Mã gửi này"):
        tip(country.hamlet, by=people.officer(country.commune), key=KEY)
    assert count(Tip) == 1


def test_the_same_key_for_another_kind_of_thing_is_refused(country):
    officer = people.officer(country.commune)
    tip(country.hamlet, by=officer, key=KEY)
    with pytest.raises(Refused):
        post(country.commune, by=officer, key=KEY)
    assert count(Post) == 0


def test_the_system_may_send_twice_too(country):
    assert tip(country.hamlet, key=KEY).pk == tip(country.hamlet, key=KEY).pk
    with pytest.raises(Refused):
        tip(country.hamlet, by=people.officer(country.commune), key=KEY)


def test_without_a_key_each_sending_is_its_own(country):
    tip(country.hamlet)
    tip(country.hamlet)
    assert count(Tip) == 2


def test_a_refused_form_does_not_use_up_its_key(country):
    officer = people.officer(country.commune)
    with pytest.raises(ValidationError):
        tip(country.hamlet, by=officer, key=KEY, summary="")
    assert count(Submission) == 0
    assert tip(country.hamlet, by=officer, key=KEY).pk


# --- the same text from a page that someone went back to: the page is loaded anew, so its key is new ---

LOG = "/tin-bao/ghi/"
TIP = {
    "category": "theft",
    "summary": "Mất xe đạp trước chợ",
    "channel": "phone",
    "urgency": "normal",
    "about_police": "no",
}


def send(browser, address=LOG, *, minute=0, **fields):
    """Send a form as a browser does that went back: typed fields refilled, key and hour new."""
    if address == LOG:
        fields |= {
            "received_at": f"2019-12-08T09:{minute:02}",
            "unit": Unit.objects.get(code="25561").public_id,
        }
    return browser.post(address, {"key": str(uuid4())} | fields)


def test_the_same_tip_from_a_page_one_went_back_to_is_asked_about_and_not_logged_twice(country):
    browser = client_of(people.officer(country.commune))
    assert send(browser, **TIP).status_code == 302
    answer = send(browser, minute=7, **TIP)
    page = answer.content.decode()
    assert (answer.status_code, count(Tip)) == (200, 1)
    assert "Anh/chị đã gửi đúng nội dung này lúc" in page
    assert 'type="checkbox" name="again"' in page
    assert TIP["summary"] in page


def test_a_second_tip_with_the_same_text_is_logged_once_its_person_says_so(country):
    browser = client_of(people.officer(country.commune))
    send(browser, **TIP)
    assert send(browser, again="on", **TIP).status_code == 302
    assert count(Tip) == 2


@pytest.mark.parametrize(
    "changed", [{"summary": "Mất xe máy trước chợ"}, {"urgency": "urgent"}, {"informant_name": "Bà Bảy"}]
)
def test_what_differs_is_another_tip(country, changed):
    browser = client_of(people.officer(country.commune))
    send(browser, **TIP)
    assert send(browser, **TIP | changed).status_code == 302
    assert count(Tip) == 2


def test_spaces_and_line_ends_make_no_difference(country):
    browser = client_of(people.officer(country.commune))
    send(browser, **TIP)
    send(browser, **TIP | {"summary": " Mất  xe đạp\r\ntrước chợ"})
    assert count(Tip) == 1


def test_the_same_text_of_another_person_or_half_an_hour_later_is_not_asked_about(country):
    officer = people.officer(country.commune)
    send(client_of(officer), **TIP)
    assert send(client_of(people.officer(country.commune)), **TIP).status_code == 302
    Submission.objects.update(at=clock.now() - SAME_WITHIN)
    assert send(client_of(officer), **TIP).status_code == 302
    assert count(Tip) == 3


def test_the_same_words_about_another_group_are_another_confirmation(country):
    head = people.officer(country.hamlet)
    first, second = group(country.hamlet), group(country.hamlet)
    browser = client_of(head)
    for one, confirmations in ((first, 1), (second, 2), (first, 2)):
        send(browser, f"/nhom/{one.public_id}/xac-nhan/", condition="active", members="40")
        assert count(GroupConfirmation) == confirmations


def test_no_text_stands_in_the_table(country):
    send(client_of(people.officer(country.commune)), **TIP)
    row = Submission.objects.values().get()
    assert row["digest"].startswith("hmac:")
    assert TIP["summary"] not in str(row)

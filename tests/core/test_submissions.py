"""A form sent twice makes one row; a key is good for one person and one kind of thing."""

from uuid import UUID

import pytest
from django.core.exceptions import ValidationError

from groups.models import Group, GroupConfirmation
from groups.services import confirm_group
from portal.core.errors import Refused
from portal.core.models import AuditEntry, Submission
from portal.core.submissions import made_before
from propaganda.models import Post
from tests.factories import people
from tests.factories.rows import group, post, tip
from tips.models import SealedInformant, Tip, TipMove

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
    assert (count(Tip), count(TipMove), count(SealedInformant)) == (1, 1, 1)
    assert AuditEntry.objects.count() == audited


def test_what_a_key_made_is_found_again_by_the_same_person_alone(country):
    officer, other = people.officer(country.commune), people.officer(country.commune)
    assert made_before(KEY, by=officer, model=Group) is None
    made = group(country.commune, by=officer, key=KEY)
    assert made_before(KEY, by=officer, model=Group) == made
    for stranger, model in ((other, Group), (officer, Post)):
        with pytest.raises(Refused):
            made_before(KEY, by=stranger, model=model)


@pytest.mark.parametrize(("make", "model"), [(group, Group), (post, Post)])
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

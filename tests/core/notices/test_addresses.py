"""An e-mail address is used once its code was typed; codes end, are few, and are stored nowhere."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from portal.core import jobs
from portal.core.errors import Recorded, Refused
from portal.core.models import AuditEntry, Job
from portal.core.notices import addresses, codes, selectors
from portal.core.notices.models import Mail, MailAddress
from tests.core.notices.kinds import ADDRESS
from tests.factories import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("machine")]


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def ask(officer, address=ADDRESS):
    addresses.ask(by=officer, address=address)
    jobs.drain()
    return selectors.mail_address_of(officer.user)


def wrong(officer):
    right = codes.code_of(selectors.mail_address_of(officer.user))
    return f"{(int(right) + 1) % 1_000_000:06}"


def type_wrong(officer):
    with pytest.raises(Recorded) as refused:
        addresses.confirm(by=officer, code=wrong(officer))
    refused.value.record()


def test_the_code_goes_to_the_address_and_its_digits_confirm_it(officer):
    row = ask(officer)
    [message] = mail.outbox
    assert message.to == [ADDRESS]
    assert f"Mã xác nhận địa chỉ thư điện tử: {codes.code_of(row)}\n" in message.body
    assert "30 phút" in message.body
    assert (row.address, row.pending) == ("", ADDRESS)
    addresses.confirm(by=officer, code=f" {codes.code_of(row)[:3]} {codes.code_of(row)[3:]}")
    row = selectors.mail_address_of(officer.user)
    assert (row.address, row.pending, row.nonce) == (ADDRESS, "", "")
    assert row.confirmed_at is not None


def test_the_code_stands_in_no_table(officer):
    code = codes.code_of(ask(officer))
    kept = [*MailAddress.objects.values(), *Mail.objects.values(), *Job.objects.values()]
    assert code not in str(kept)


def test_the_address_in_use_stays_until_the_new_one_is_confirmed(officer, machine):
    addresses.confirm(by=officer, code=codes.code_of(ask(officer)))
    machine.now += timedelta(hours=1)
    row = ask(officer, "moi@congan.example.vn")
    assert (row.address, row.pending) == (ADDRESS, "moi@congan.example.vn")
    addresses.confirm(by=officer, code=codes.code_of(row))
    assert selectors.mail_address_of(officer.user).address == "moi@congan.example.vn"


def test_a_code_lasts_half_an_hour(officer, machine):
    row = ask(officer)
    machine.now += codes.LIFETIME + timedelta(seconds=1)
    with pytest.raises(Refused):
        addresses.confirm(by=officer, code=codes.code_of(row))
    machine.now -= timedelta(seconds=1)
    addresses.confirm(by=officer, code=codes.code_of(row))


def test_a_code_of_another_address_or_person_is_wrong(officer, country, machine):
    other = people.officer(country.commune)
    ask(other)
    first = codes.code_of(ask(officer))
    machine.now += codes.PAUSE + timedelta(seconds=1)
    second = codes.code_of(ask(officer, "moi@congan.example.vn"))
    assert first != second
    for code in (first, codes.code_of(selectors.mail_address_of(other.user))):
        with pytest.raises(ValidationError):
            addresses.confirm(by=officer, code=code)


def test_after_five_wrong_codes_the_right_one_opens_no_more_until_a_new_one_is_asked_for(officer, machine):
    right = codes.code_of(ask(officer))
    for _try in range(codes.MOST_WRONG):
        type_wrong(officer)
    with pytest.raises(Refused):
        addresses.confirm(by=officer, code=right)
    machine.now += codes.PAUSE + timedelta(seconds=1)
    addresses.confirm(by=officer, code=codes.code_of(ask(officer)))


def test_nobody_fills_a_strangers_mailbox_with_codes(officer, machine):
    for number in range(codes.MOST_A_DAY):
        ask(officer)
        with pytest.raises(Refused):
            ask(officer)
        machine.now += codes.PAUSE
        if number == 0:
            with pytest.raises(Refused):
                ask(officer)
        machine.now += timedelta(seconds=1)
    with pytest.raises(Refused):
        ask(officer)
    assert len(mail.outbox) == codes.MOST_A_DAY
    machine.now = machine.now.replace(hour=0, minute=0) + timedelta(days=1)
    ask(officer)
    assert len(mail.outbox) == codes.MOST_A_DAY + 1


@pytest.mark.parametrize(
    "address", ["", "lan", "lan@", "lan@congan", "a@b.vn\nBcc: c@d.vn", "lan@congan.vn, nam@congan.vn"]
)
def test_what_is_no_address_is_refused_and_nothing_is_sent(officer, address):
    with pytest.raises(ValidationError):
        ask(officer, address)
    assert mail.outbox == []
    assert not MailAddress.objects.exists()


def test_where_no_e_mail_is_sent_no_address_is_taken(officer, settings):
    settings.NOTICES_BY_MAIL = False
    with pytest.raises(Refused):
        ask(officer)
    assert not MailAddress.objects.exists()


def test_a_code_that_was_void_before_it_went_is_not_sent(officer):
    addresses.ask(by=officer, address=ADDRESS)
    addresses.remove(by=officer)
    jobs.drain()
    assert (mail.outbox, Mail.objects.get().state) == ([], "dropped")


def test_a_code_is_sent_at_night_for_someone_waits_for_it(officer, machine):
    machine.now = machine.now.replace(hour=23)
    ask(officer)
    assert len(mail.outbox) == 1


def test_removing_forgets_the_address_and_the_one_that_waits(officer, machine):
    addresses.confirm(by=officer, code=codes.code_of(ask(officer)))
    machine.now += timedelta(hours=1)
    ask(officer, "moi@congan.example.vn")
    assert addresses.remove(by=officer) is True
    assert addresses.remove(by=officer) is False
    row = selectors.mail_address_of(officer.user)
    assert (row.address, row.pending, row.nonce, row.confirmed_at) == ("", "", "", None)


def test_asking_confirming_and_removing_are_audited_without_the_address(officer):
    addresses.confirm(by=officer, code=codes.code_of(ask(officer)))
    addresses.remove(by=officer)
    entries = AuditEntry.objects.filter(action__startswith="notices.").order_by("id")
    assert list(entries.values_list("action", "actor", "object_id")) == [
        (action, officer.user.pk, officer.user.public_id)
        for action in ("notices.ask-address", "notices.confirm-address", "notices.remove-address")
    ]
    assert "congan" not in str(list(entries.values()))

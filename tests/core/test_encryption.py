"""Identities at rest: opened with any key still held, sealed with the newest."""

import pytest
from cryptography.fernet import Fernet
from django.test import override_settings

from portal.core.encryption import Unreadable, can_decrypt, decrypt, encrypt

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
WHO = {"name": "Nguyễn Thị Lan", "phone": "0912 345 678"}


def test_what_was_sealed_opens_as_it_was():
    assert decrypt(encrypt(WHO)) == WHO


def test_nothing_readable_stands_in_a_sealed_record():
    sealed = encrypt(WHO)
    for part in ("Nguy", "Lan", "0912", "345678", "name", "phone"):
        assert part.encode() not in sealed


def test_the_same_identity_is_never_sealed_twice_alike():
    assert encrypt(WHO) != encrypt(WHO)


def test_after_rotation_old_records_open_and_new_ones_no_longer_need_the_old_key():
    with override_settings(SEAL_KEYS=[OLD]):
        before = encrypt(WHO)
    with override_settings(SEAL_KEYS=[NEW, OLD]):
        assert decrypt(before) == WHO
        after = encrypt(WHO)
    with override_settings(SEAL_KEYS=[NEW]):
        assert decrypt(after) == WHO
        with pytest.raises(Unreadable):
            decrypt(before)


def test_a_changed_record_does_not_open():
    sealed = bytearray(encrypt(WHO))
    sealed[-5] ^= 1
    with pytest.raises(Unreadable):
        decrypt(bytes(sealed))


@pytest.mark.parametrize("keys", [[], [NEW], ["no key at all"]])
def test_whatever_is_wrong_with_the_keys_a_record_is_unreadable_and_no_other_error(keys):
    with override_settings(SEAL_KEYS=[OLD]):
        sealed = encrypt(WHO)
        assert can_decrypt(sealed)
    with override_settings(SEAL_KEYS=keys):
        assert not can_decrypt(sealed)
        with pytest.raises(Unreadable):
            decrypt(sealed)

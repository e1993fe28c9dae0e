"""Addresses as proxies write them: read, or None, never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.addresses import UNREADABLE, client_address, read_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        (" 203.0.113.9 ", "203.0.113.9"),
        ("203.0.113.9:50001", "203.0.113.9"),
        ("[2001:DB8::1]:443", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ('"[2001:db8::1]:443"', "2001:db8::1"),
        ("2001:db8:0:0::1", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("unknown", None),
        ("_hidden", None),
        ("binhyen.example.vn:80", None),
        ("999.1.1.1", None),
        ("203.0.113.9\0", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_read_out_of_what_stands_around_it(text, address):
    assert read_address(text) == address


@given(st.text(max_size=60), st.none() | st.text(max_size=30), st.integers(0, 3))
def test_whatever_is_written_the_answer_is_an_address(forwarded, peer, proxies):
    found = client_address(forwarded=forwarded, peer=peer, proxies=proxies)
    assert read_address(found) == found


def test_without_any_address_it_says_so():
    assert client_address(forwarded="unknown", peer="", proxies=1) == UNREADABLE

"""Cards at hand: an officer's screens, a phone that signs in, and the machine's clock to be turned."""

import re
from datetime import datetime, timedelta

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.signin.cards import selectors
from portal.signin.models import Card

PIN = "914072"


class Machine:
    """The machine's clock, turned by hand: cards and sessions know no other."""

    def __init__(self, monkeypatch):
        self.now = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def goes_on(self, **span) -> datetime:
        self.now += timedelta(**span)
        return self.now


class Phone:
    """A phone: scans, taps and types, and keeps its cookies."""

    def __init__(self):
        self.client = Client()

    def scan(self, token: str) -> HttpResponse:
        """Scan the card and press the button; where it leads to."""
        return self.client.post(f"/the/{token}/", follow=True)

    def first_time(self, token: str, pin: str = PIN) -> HttpResponse:
        """Scan a new card, choose a PIN, type it again."""
        self.scan(token)
        self.client.post("/the/chon-pin/", {"pin": pin})
        return self.client.post("/the/nhap-lai-pin/", {"pin": pin}, follow=True)

    def enter(self, pin: str = PIN, **more) -> HttpResponse:
        return self.client.post("/the/vao/", {"pin": pin} | more, follow=True)

    @property
    def is_in(self) -> bool:
        return "_auth_user_id" in self.client.session

    def forgets_its_session(self) -> "Phone":
        """The session is over; what the phone was given for 90 days stays."""
        self.client.cookies.pop("sessionid", None)
        return self


def issue(browser: Client, person) -> str:
    """Issue a card on the officer's screen; the code that is printed on the paper."""
    answer = browser.post(f"/tai-khoan/the/{person.public_id}/cap/")
    assert answer.status_code == 200, answer.status_code
    return re.search(r"/the/([^/\"]{40,})/", answer.content.decode()).group(1)


def tap(browser: Client, person, what: str) -> int:
    """One tap of the officer: thu-hoi, mo-khoa, may-moi; the status."""
    return browser.post(f"/tai-khoan/the/{person.public_id}/{what}/").status_code


def card_of(person) -> Card:
    return selectors.live_card(person)

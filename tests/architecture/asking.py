"""Asking one address as one person, without leaving a trace, and what came of it as one letter."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from portal.accounts.actor import Actor
from tests.architecture.urls import patterns

# What is in addresses beside a key.
_PARTS = {
    "name": "assign",
    "format": "pdf",
    "issuer": "ubnd",
    "kind": "rename",
    "paper": "plan",
    "stage": "launched",
    "token": "x" * 43,
}
_NO_KEY = "0" * 12
_REASON = re.compile(r'<p class="reason">([^<]+)</p>')


def address(name: str, key: str = _NO_KEY, batch: str = _NO_KEY) -> str:
    """An address of the resolver by its name, about a target where it names one."""
    wanted = patterns()[name].pattern.converters
    given = _PARTS | {"public_id": key, "batch": batch}
    return reverse(name, kwargs={part: given[part] for part in wanted})


@contextmanager
def statements() -> Iterator[list[str]]:
    """The SQL of every statement that is sent meanwhile. CaptureQueriesContext keeps the last 9,000 only, and has SQLite
    write out the values of each."""
    sent: list[str] = []

    def noted(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(noted):
        yield sent


class Asker:
    """Someone's browser, whose every request finds the world and the session as they were at first."""

    def __init__(self, actor: Actor | None):
        self.client = Client()
        if actor:
            self.client.force_login(actor.user)
        self._cookies = self.client.cookies.output(header="")

    def forget(self) -> None:
        """Have the cookies of the beginning again."""
        self.client.cookies = SimpleCookie(self._cookies)

    def ask(self, method: str, url: str, data=None, **more):
        """The response; whatever the request wrote is taken back."""
        self.forget()
        with transaction.atomic():
            response = (
                self.client.generic(method, url, **more) if data is None else self.client.post(url, data)
            )
            response.content if not response.streaming else b"".join(response)
            transaction.set_rollback(True)
        return response


def letter(response) -> str:
    """What a response means, by the legend of tests.architecture.access_table."""
    if response.status_code in (301, 302) and response.url.startswith(reverse("signin:sign-in")):
        return ">"
    if response.status_code == 403:
        return "x" if reason(response) else "?"
    return {200: "+", 204: "+", 302: "+", 404: ".", 405: "o"}.get(response.status_code, "!")


def reason(response) -> str:
    """The sentence by which a refusal says why; empty where it says nothing."""
    found = _REASON.search(response.content.decode())
    sentence = found[1].strip() if found else ""
    return sentence if sentence.endswith(".") and len(sentence) > 20 else ""

"""Two forms sent at once, and the same two one after the other."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from itertools import permutations

from django.db import connection, transaction
from django.test import Client

from portal.core import clock
from portal.core.models import AuditEntry
from tests.concurrency import database, digest
from tests.concurrency.forms import SentForm
from tests.concurrency.gates import at_the_gate
from tests.conftest import STORY_MOMENT


class Arena:
    """Sends pairs of forms in a world that is brought back before each."""

    def __init__(self, world: str, forms: list[SentForm]):
        self.world = world
        self.forms = forms
        self.known = digest.public_ids()
        self._in_turn: dict[tuple[SentForm, SentForm], Counter[str]] = {}
        self._workers = ThreadPoolExecutor(2)

    def close(self) -> None:
        for _worker in range(2):
            self._workers.submit(lambda: (connection.close(), time.sleep(0.05)))
        self._workers.shutdown()

    def alone(self, form: SentForm) -> tuple[int, bool]:
        """The response to one form, and whether the audit records it."""
        with _taken_back():
            before = AuditEntry.objects.count()
            return _send(form), AuditEntry.objects.count() > before

    def in_turn(self, first: SentForm, second: SentForm) -> Counter[str]:
        """What is left by one form after the other."""
        if (first, second) not in self._in_turn:
            with _taken_back():
                _send(first)
                _send(second)
                self._in_turn[first, second] = digest.lines(self.known)
        return self._in_turn[first, second]

    def at_once(
        self, one: SentForm, other: SentForm, *, dice: random.Random
    ) -> tuple[list[int], Counter[str]]:
        """Both responses, and what is left."""
        gate = threading.Barrier(2)
        seeds = [dice.random(), dice.random()]
        sent = [
            self._workers.submit(_send_with, form, gate, random.Random(seed))
            for form, seed in zip((one, other), seeds, strict=True)
        ]
        try:
            answers = [each.result(timeout=60) for each in sent]
            return answers, digest.lines(self.known)
        finally:
            database.bring_back(self.world)

    def fault(self, one: SentForm, other: SentForm, *, dice: random.Random) -> str:
        """What is wrong with two forms sent at once; empty when some order of them leaves the same."""
        orders = [self.in_turn(*order) for order in permutations((one, other))]
        answers, left = self.at_once(one, other, dice=dice)
        if max(answers) >= 500:
            return f"{one.label} | {other.label}: answered {answers}"
        if left in orders:
            return ""
        nearest = min((digest.difference(order, left) for order in orders), key=len)
        return f"{one.label} | {other.label}: answered {answers}\n{nearest}"


class _taken_back:  # noqa: N801  reads as what it does
    """A block whose writes are taken back."""

    def __enter__(self) -> None:
        self._atomic = transaction.atomic()
        self._atomic.__enter__()

    def __exit__(self, *problem) -> None:
        transaction.set_rollback(True)
        self._atomic.__exit__(*problem)
        database.name_cache.forget()


def _send(form: SentForm) -> int:
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie(form.cookies)
    with clock.pinned_to(STORY_MOMENT):
        return client.post(form.url, form.data()).status_code


def _send_with(form: SentForm, gate: threading.Barrier, dice: random.Random) -> int:
    with at_the_gate(gate, dice=dice):
        return _send(form)

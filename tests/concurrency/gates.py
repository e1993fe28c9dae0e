"""Threads that all stop before their first lock or write, having read what they read before it, and go on together."""

import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import connection

# What records that a session is used is written by every request.
_WRITES = re.compile(
    r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(?!signin_(?:opensession|accountstate))'
    r"|^LOCK TABLE|FOR (?:NO KEY |)(?:UPDATE|SHARE)"
)
_PATIENCE = 5.0


@contextmanager
def at_the_gate(gate: threading.Barrier, *, dice: random.Random | None = None) -> Iterator[None]:
    """One thread's part: wait at the gate for the others; after it, with `dice`, stumble a little now and then."""
    waited = False

    def step(execute, sql, params, many, context):
        nonlocal waited
        if not waited and _WRITES.search(sql):
            waited = True
            # The others write nothing, or have ended: no reason to wait.
            with suppress(threading.BrokenBarrierError):
                gate.wait(timeout=_PATIENCE)
        elif waited and dice and dice.random() < 0.2:
            time.sleep(dice.random() * 0.004)
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(step):
            yield
    finally:
        gate.abort()

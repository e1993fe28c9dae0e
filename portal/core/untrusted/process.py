"""`ask`: bytes to a worker program in a process of its own, its JSON back."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ENTRY = Path(__file__).with_name("entry.py")


class WorkerFailed(Exception):
    """The process died, took too long, or answered something else than JSON. Carries nothing of the file."""


@dataclass(frozen=True)
class WorkerLimits:
    """Of the process: bytes of address space, seconds of work, seconds on the clock."""

    memory: int
    seconds: int
    time: float


def ask(worker: Path, data: bytes, *arguments: object, limits: WorkerLimits) -> Any:
    """What `worker` returns for `data`. Raises WorkerFailed.

    The program gets the arguments as text, the bytes on its standard input and nothing else: no environment, no disk to
    write on, no core dump. It cannot import the portal.
    """
    # -I: neither the surroundings nor the working folder choose what the worker imports.
    command = [sys.executable, "-I", str(_ENTRY), str(limits.memory), str(limits.seconds), str(worker)]
    answer = _run([*command, *map(str, arguments)], data, limits.time)
    if answer is None:
        # Outside of what failed: that carries the bytes, and what the program wrote of them.
        raise WorkerFailed
    return answer


def _run(command: list[str], data: bytes, time: float) -> Any:
    """The program's JSON; None where there is none."""
    try:
        done = subprocess.run(command, input=data, capture_output=True, env={}, timeout=time, check=True)
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        return None

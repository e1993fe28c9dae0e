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
    """What `worker` answers for `data`. Raises WorkerFailed.

    The program gets the arguments as text, the bytes on its standard input and nothing else: no environment, no disk to
    write on, no core dump. It cannot import the portal.
    """
    # -I: neither the surroundings nor the working folder choose what the worker imports.
    command = [sys.executable, "-I", str(_ENTRY), str(limits.memory), str(limits.seconds), str(worker)]
    try:
        done = subprocess.run(
            [*command, *map(str, arguments)],
            input=data,
            capture_output=True,
            env={},
            timeout=limits.time,
            check=True,
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        # Without its cause: that would carry what the program wrote of the file.
        raise WorkerFailed from None

"""What the bench prints: a Markdown table for docs/dev/benchmarks.md, under a line about the machine."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from tests.bench.database import server_version
from tests.bench.measure import Line

_MARK = {True: "ok", False: "**missed**", None: "not measured"}


def text(lines: list[Line], rounds: int) -> str:
    """The whole report."""
    head = "| what | target | measured | | |\n|---|---|---|---|---|"
    rows = [
        f"| {line.what} | {line.target} | {line.found} | {_MARK[line.ok]} | {line.detail} |" for line in lines
    ]
    return "\n".join([_machine(rounds), "", head, *rows, ""])


def keep(report: str) -> Path:
    """Write it to var/bench.md."""
    path = Path(settings.ROOT) / "var" / "bench.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(report)
    return path


def _machine(rounds: int) -> str:
    rivals = ", ".join(f"{name} {version(name)}" for name in ("Django", "django-tables2"))
    return (
        f"{os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}, {server_version()}, {rivals}."
        f" Medians of {rounds} interleaved rounds; CPU is Python + database."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "?")

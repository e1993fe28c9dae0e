"""What the project's own documents say of the code is drawn from the code."""

from pathlib import Path

from portal.dashboards.management.commands.draw_moves import DOCUMENT, redrawn

ROOT = Path(__file__).parents[2]


def test_the_diagrams_are_those_of_the_tables_of_moves():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == redrawn(text), "run manage.py draw_moves"


def test_every_pinned_library_says_why_it_is_there():
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert "==" in line, f"{name}: {line} is not pinned"
                assert "#" in line or name == "requirements-bench.txt", f"{name}: {line} does not say why"

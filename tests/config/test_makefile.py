"""Which Python `make demo` takes: the newest that works, where a name on PATH may stand for none."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKE = shutil.which("make")
# As pyenv's shim of a version that is not installed.
SHIM = "#!/bin/sh\necho 'pyenv: command not found' >&2\nexit 127\n"
WORKS = f'#!/bin/sh\nexec {sys.executable} "$@"\n'
MAKES_VENVS = """#!/bin/sh
if [ "$2" = venv ]; then for place; do :; done; /bin/mkdir -p "$place/bin" && /bin/cp "$0" "$place/bin/python"; fi
"""

pytestmark = pytest.mark.skipif(MAKE is None, reason="left out: needs make")


def make(tmp_path, pythons, *words):
    """Run make where only these names are on PATH."""
    for name, text in pythons.items():
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    command = [MAKE, "--no-print-directory", f"--directory={ROOT}", f"VENV={tmp_path / 'venv'}", *words]
    return subprocess.run(command, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("pythons", "chosen"),
    [
        ({"python3.13": WORKS, "python3.12": WORKS, "python3.11": WORKS}, "python3.13"),
        ({"python3.13": SHIM, "python3.12": WORKS, "python3.11": WORKS}, "python3.12"),
        ({"python3.13": SHIM, "python3.12": SHIM, "python3.11": WORKS, "python3": WORKS}, "python3.11"),
        ({"python3.13": SHIM, "python3": WORKS}, "python3"),
        ({"python3.13": SHIM, "python3": SHIM}, ""),
        ({}, ""),
    ],
)
def test_the_newest_python_that_works_is_taken(tmp_path, pythons, chosen):
    done = make(tmp_path, pythons, "--eval=show: ; @echo '$(PYTHON)' ;", "show")
    assert done.stdout.strip() == chosen, done.stderr


def test_another_can_be_named(tmp_path):
    done = make(
        tmp_path,
        {"mine": WORKS, "python3.13": WORKS},
        "PYTHON=mine",
        "--eval=show: ; @echo '$(PYTHON)' ;",
        "show",
    )
    assert done.stdout.strip() == "mine"


def test_without_any_it_says_which_to_install(tmp_path):
    done = make(tmp_path, {"python3.13": SHIM}, "venv")
    assert done.returncode
    assert "Cần Python 3.11, 3.12 hoặc 3.13" in done.stdout


def test_a_venv_is_made_with_it_once(tmp_path):
    pythons = {"python3.13": SHIM, "python3.12": MAKES_VENVS}
    assert "python3.12 -m venv" in make(tmp_path, pythons, "venv").stdout
    assert (tmp_path / "venv" / "bin" / "python").exists()
    assert make(tmp_path, pythons, "venv").stdout == ""

"""Checks the subjects of commits since the rule exists: `area: imperative subject`, at most 72 characters."""

import re
import subprocess
import sys

#: The last commit before the rule. In a shallow clone that lacks it, all that is there since the clone's edge is checked.
SINCE = "5914d52"
MOST = 72
_SHAPE = re.compile(r"[a-z][a-z0-9_.-]*: [a-z0-9`].+[^.]$")


def faults(subjects: list[str]) -> list[str]:
    """The subjects that break the rule, each with why."""
    found = [f"{len(subject)} characters: {subject}" for subject in subjects if len(subject) > MOST]
    return found + [
        f"not `area: imperative subject`: {subject}" for subject in subjects if not _SHAPE.match(subject)
    ]


def _subjects() -> list[str]:
    known = (
        subprocess.run(["git", "cat-file", "-e", f"{SINCE}^{{commit}}"], capture_output=True).returncode == 0
    )
    ancestor = known and subprocess.run(["git", "merge-base", "--is-ancestor", SINCE, "HEAD"]).returncode == 0
    given = [f"{SINCE}..HEAD"] if ancestor else ["-n", "1", "HEAD"]
    log = subprocess.run(["git", "log", "--no-merges", "--format=%s", *given], capture_output=True, text=True)
    # Not a repository (an unpacked archive): nothing to check.
    return log.stdout.splitlines() if log.returncode == 0 else []


if __name__ == "__main__":
    wrong = faults(_subjects())
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    sys.exit(bool(wrong))

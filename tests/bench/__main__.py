"""`make bench`: the project's speed as ratios of one interleaved run. `--check` fails when a target is missed."""

import argparse
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a target is missed")
    asked = parser.parse_args()
    django.setup()

    from portal.core import clock
    from tests.bench import (
        country,
        database,
        depth,
        lists,
        loads,
        moves,
        pages,
        pdf,
        report,
        seed,
        unit_pages,
    )
    from tests.story_day import STORY_MOMENT

    with database.own_database(), clock.pinned_to(STORY_MOMENT):
        seeded = seed.seed()
        database.settle()
        lines = [
            *lists.compare(seeded, asked.rounds),
            *pdf.compare(seeded, asked.rounds),
            *pages.count(seeded),
        ]
        few = unit_pages.counts(unit_pages.pages_of(seeded.few.officer, seeded.few.commune))
    # The same pages and amendments once more, with the whole country around them.
    with database.own_database():
        lines.append(loads.compare())
        whole = country.fill()
        database.settle()
        lines += depth.compare(whole)
        tree = unit_pages.pages_of(whole.officer, whole.commune)
        lines += unit_pages.compare(tree, few, unit_pages.counts(tree))
        lines.append(moves.compare(whole))
        told = report.text(lines, asked.rounds)
    report.keep(told)
    sys.stdout.write(told)
    return int(asked.check and any(line.ok is False for line in lines))


if __name__ == "__main__":
    sys.exit(main())

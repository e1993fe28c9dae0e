"""Loading the country's units against a bare `bulk_create` of the very rows that it leaves."""

import time
from statistics import median

from django.db import connection

from portal.units.models import Succession, Unit, UnitEdge, UnitVersion
from portal.units.national import tables
from tests.bench import database
from tests.bench.measure import Line

MODELS = (Unit, UnitVersion, UnitEdge, Succession)
ROUNDS, SLOWER = 3, 2


def compare() -> Line:
    """One line; the country stays loaded afterwards."""
    ours, bare = [], []
    for _round in range(ROUNDS):
        _empty()
        ours.append(_timed(tables.load))
        rows = {model: list(model.objects.order_by("pk")) for model in MODELS}
        _empty()
        bare.append(_timed(lambda rows=rows: _bare(rows)))
    _empty()
    tables.load()
    count = sum(model.objects.count() for model in MODELS)
    factor = median(ours) / median(bare)
    return Line(
        f"Time of loading the country ({count:,} rows) / a bare bulk_create",
        f"≤ {SLOWER}",
        f"{factor:.2f}",
        factor <= SLOWER,
        f"{median(ours):.1f} s against {median(bare):.1f} s",
    )


def _timed(action) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _bare(rows: dict[type, list]) -> None:
    for model, made in rows.items():
        model.objects.bulk_create(made, batch_size=2000)


def _empty() -> None:
    database.check_own()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE units_unit RESTART IDENTITY CASCADE")

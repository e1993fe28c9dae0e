"""How many rows an amendment writes for each row that it moves, counted by PostgreSQL itself; then taken back."""

from django.db import connection, transaction

from portal.core import clock
from portal.units.amendments.kinds import MoveUnit
from portal.units.amendments.services import decide_amendment
from portal.units.selectors import unit_by_code
from tests.bench.country import TODAY, BenchCountry
from tests.bench.measure import Line
from tests.factories.units import SYSTEM

MOST = 1.01
_WRITTEN = "SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables"


def compare(country: BenchCountry) -> Line:
    """A commune with its hamlets and tips comes to another province."""
    to = unit_by_code("75", TODAY, "province")
    with transaction.atomic():
        before = _written()
        with clock.pinned_to(TODAY):
            act = decide_amendment(by=SYSTEM, plan=MoveUnit(country.commune, to), on=TODAY)
        written = _written() - before
        transaction.set_rollback(True)
    moved = act.journal["rows"]
    return Line(
        f"Rows written by moving a commune / rows that move ({moved:,})",
        f"≤ {MOST}",
        f"{written / moved:.4f}",
        written <= MOST * moved,
        f"{written - moved} more: the edge, the act and what tells of it",
    )


def _written() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return int(cursor.fetchone()[0] or 0)

"""The whole country: both eras' units, 90,000 hamlets under today's communes, and a million tips filed at them.

Written by the database itself. Places are as uneven as life: one province has a third of all tips, one of its
communes a tenth.
"""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from portal.accounts.models import User
from portal.units.models import Unit
from portal.units.national import tables
from portal.units.selectors import unit_by_code
from tests.bench import database
from tests.factories import people

HAMLETS, TIPS = 90_000, 1_000_000
TODAY = date(2026, 11, 21)
BUSY_PROVINCE, BUSY_COMMUNE = "80", "25573"
# Of ten tips one is the busy commune's, three more are anywhere in its province.
BUSIEST, BUSY = 1, 4


@dataclass(frozen=True)
class BenchCountry:
    """Who looks at the lists, and the places the other cases use."""

    province_officer: User
    officer: User
    commune: Unit


def fill() -> BenchCountry:
    """Hamlets and tips on top of the national tables, which the caller has loaded."""
    database.check_own()
    with connection.cursor() as cursor:
        cursor.execute(_HAMLETS, [HAMLETS])
        for statement in _DATED:
            cursor.execute(statement)
        province = unit_by_code(BUSY_PROVINCE, TODAY, "province")
        commune = unit_by_code(BUSY_COMMUNE, TODAY, "commune")
        # Foreign keys are right by construction; checking a million of them would take longer than writing.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_TIPS, [commune.pk, province.pk, TIPS, BUSIEST, BUSY])
        cursor.execute("SET session_replication_role = DEFAULT")
    return BenchCountry(people.officer(province).user, people.officer(commune).user, commune)


def load() -> None:
    tables.load()


_HAMLETS = """
INSERT INTO units_unit (id, public_id, level, kind, name, code, parent_id, province_id, district_id, commune_id,
                            hamlet_id, valid_from, valid_to, search, sort, name_key)
SELECT id, 'h' || lpad(id::text, 11, '0'), 'hamlet', 'thon', n::text, '', commune, province, NULL, commune, id,
       DATE '2025-07-01', NULL, ' thon ' || n || ' ', '0' || length(n::text) || n, n::text
FROM (
    SELECT nextval(pg_get_serial_sequence('units_unit', 'id')) AS id, c.id AS commune, c.province_id AS province, n
    FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM units_unit
          WHERE level = 'commune' AND valid_to IS NULL) c
    CROSS JOIN generate_series(1, 28) AS n
    ORDER BY n, c.place LIMIT %s
) made
"""
_DATED = (
    """INSERT INTO units_unitversion (unit_id, kind, name, code, legal_act, valid_from, valid_to)
       SELECT id, kind, name, code, '', valid_from, valid_to FROM units_unit WHERE level = 'hamlet'""",
    """INSERT INTO units_unitedge (child_id, parent_id, command_chain, commune_id, hamlet_id, valid_from, valid_to)
       SELECT id, parent_id, 'administration', commune_id, hamlet_id, valid_from, valid_to
       FROM units_unit WHERE level = 'hamlet'""",
)
# In the order in which they came, as they are written in life.
_TIPS = """
WITH places AS (
    SELECT id, province_id, commune_id, pool, row_number() OVER (PARTITION BY pool ORDER BY id) - 1 AS place,
           count(*) OVER (PARTITION BY pool) AS places
    FROM (
        SELECT *, 0 AS pool FROM units_unit WHERE level = 'hamlet' AND commune_id = %s
        UNION ALL SELECT *, 1 FROM units_unit WHERE level = 'hamlet' AND province_id = %s
        UNION ALL SELECT *, 2 FROM units_unit WHERE level = 'hamlet'
    ) all_pools
), sizes AS (
    SELECT pool, max(places) AS places FROM places GROUP BY pool
), numbers AS (
    SELECT n, dice, pool, dice %% places AS place
    FROM (
        SELECT n, (random() * 1e9)::bigint AS dice, n %% 10 AS tenth FROM generate_series(1, %s) AS n
    ) thrown JOIN sizes ON pool = CASE WHEN tenth < %s THEN 0 WHEN tenth < %s THEN 1 ELSE 2 END
)
INSERT INTO tips_tip (public_id, version, created_at, search, unit_id, province_id, district_id, commune_id, hamlet_id,
                      category, nature, summary, received_at, channel, urgency, about_police, state, outcome, due_at)
SELECT substr(md5(dice::text || n), 1, 12), 1, now(), ' nguoi la vong quanh cho ' || n || ' ',
       id, province_id, NULL, commune_id, id, 'theft', 'everyday', 'Người lạ vòng quanh chợ ' || n,
       TIMESTAMPTZ '2026-11-20' - n * INTERVAL '23 seconds', 'phone', 'normal', false,
       CASE WHEN dice %% 20 = 0 THEN 'new' ELSE 'closed' END, '', TIMESTAMPTZ '2026-11-21' - n * INTERVAL '23 seconds'
FROM numbers JOIN places USING (pool, place) ORDER BY n DESC
"""

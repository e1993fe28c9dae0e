"""PostgreSQL brought back to a world within milliseconds: its tables are copied into a schema of their own, and back.

Emptying goes past the triggers that protect the audit, so every statement refuses any database but a test database.
"""

from django.apps import apps
from django.db import connection

from portal.units import name_cache
from tests.own_database import NotForTests, is_for_tests


def copy_to(schema: str) -> None:
    """Keep all tables as they are now."""
    run(f"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema};")
    run(" ".join(f"CREATE TABLE {schema}.{table} AS TABLE public.{table};" for table in _tables()))


def drop(schema: str) -> None:
    run(f"DROP SCHEMA IF EXISTS {schema} CASCADE;")


def bring_back(schema: str) -> None:
    """Put all tables back as they were kept. Triggers and checks of keys rest meanwhile."""
    back = (f"DELETE FROM public.{t}; INSERT INTO public.{t} SELECT * FROM {schema}.{t};" for t in _tables())
    run(f"BEGIN; SET LOCAL session_replication_role = replica; {' '.join(back)} COMMIT;")
    name_cache.forget()


def number_from(first: int) -> None:
    """Let rows that are added from now on bear numbers from `first` on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'")
        sequences = [name for (name,) in cursor.fetchall()]
    run(" ".join(f"SELECT setval('public.{name}', {first}, false);" for name in sequences))


def run(statements: str) -> None:
    """Raises NotForTests in any database but a test database."""
    name = connection.settings_dict["NAME"]
    if not is_for_tests(name):
        raise NotForTests(f"{name!r} is no test database: its tables would be emptied.")
    with connection.cursor() as cursor:
        cursor.execute(statements)


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed})

from django.db import migrations, models

from portal.core.periods import Period, PeriodKind
from portal.core.searching import searchable
from portal.core.word_index import drop_words, index_words
from portal.hierarchy.text import full_name
from reports.naming import words_of


def fill(apps, schema_editor):
    """The words of reports begun before they were searched."""
    Report = apps.get_model("reports", "Report")
    rows = Report.objects.select_related("unit").only(
        "kind", "year", "index", "number", "symbol", "search", "unit__kind", "unit__name"
    )
    last = 0
    while found := list(rows.order_by("pk").filter(pk__gt=last)[:500]):
        for row in found:
            period = Period(PeriodKind(row.kind), row.year, row.index)
            name = full_name(row.unit.kind, row.unit.name)
            row.search = searchable(words_of(period, row.number, row.symbol, name))
        Report.objects.bulk_update(found, ["search"])
        last = found[-1].pk


def index(apps, schema_editor):
    index_words(schema_editor, "reports_report")


def unindex(apps, schema_editor):
    drop_words(schema_editor, "reports_report")


class Migration(migrations.Migration):

    dependencies = [
        ("hierarchy", "0008_words"),
        ("reports", "0004_month_has_no_strengths"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="search",
            field=models.TextField(db_default="", default="", editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(index, unindex),
    ]

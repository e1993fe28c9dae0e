"""A monthly report has no section of its own for strengths: what a draft says there moves into its situation."""

from django.db import migrations


def move_strengths(apps, schema_editor):
    drafts = apps.get_model("reports", "Report").objects.filter(kind="month", state="draft")
    for report in drafts.only("narrative").iterator():
        text = report.narrative.pop("strengths", "")
        if text:
            report.narrative["situation"] = "\n".join(filter(None, [report.narrative.get("situation"), text]))
            report.save(update_fields=["narrative"])


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_chain_of_command")]

    operations = [migrations.RunPython(move_strengths, migrations.RunPython.noop)]

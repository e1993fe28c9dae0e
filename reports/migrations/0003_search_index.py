from django.db import migrations

from portal.core.search_index import search_index


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_report_rules")]
    operations = [search_index("reports_report")]

from django.db import migrations

from portal.core.exclusion import days_do_not_overlap
from portal.core.search_index import search_index

VALID = ("valid_from", "valid_to")


class Migration(migrations.Migration):
    dependencies = [("units", "0001_initial")]
    operations = [
        days_do_not_overlap("units_unitversion", "versions_do_not_overlap", per=("unit_id",), days=VALID),
        days_do_not_overlap("units_unitedge", "edges_do_not_overlap", per=("child_id", "command_chain"), days=VALID),
        search_index("units_unit"),
    ]

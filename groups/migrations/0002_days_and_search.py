from django.db import migrations

from portal.core.exclusion import days_do_not_overlap
from portal.core.search_index import search_index


class Migration(migrations.Migration):
    dependencies = [("groups", "0001_initial")]
    operations = [
        days_do_not_overlap(
            "groups_membercount",
            "counts_do_not_overlap",
            per=("group_id",),
            days=("counted_on", "superseded_on"),
        ),
        search_index("groups_chatgroup"),
    ]

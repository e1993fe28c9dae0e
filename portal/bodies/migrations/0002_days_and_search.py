from django.db import migrations

from portal.core.exclusion import days_do_not_overlap
from portal.core.search_index import search_index


class Migration(migrations.Migration):
    dependencies = [("bodies", "0001_initial")]
    operations = [
        days_do_not_overlap(
            "bodies_bodyline", "lines_do_not_overlap", per=("body_id",), days=("valid_from", "valid_to")
        ),
        search_index("bodies_body"),
    ]

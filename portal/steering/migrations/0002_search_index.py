from django.db import migrations

from portal.core.search_index import search_index


class Migration(migrations.Migration):
    dependencies = [("steering", "0001_initial")]
    operations = [search_index("steering_directive")]

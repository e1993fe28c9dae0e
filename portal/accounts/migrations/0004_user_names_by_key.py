"""Names of accounts are unique however they are typed: case, form and unseen letters make no other name."""

from django.db import migrations, models

from portal.core.keys import KeyField, fill_column


def fill(apps, schema_editor):
    fill_column(apps.get_model("accounts", "User")._base_manager.all(), "username", "username_key", within=())


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sort_key")]

    operations = [
        migrations.AddField("user", "username_key", KeyField(of="username")),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "user",
            models.UniqueConstraint(
                fields=("username_key",),
                name="one_account_a_name",
                violation_error_message="Đã có tài khoản dùng tên đăng nhập này. Chọn tên khác.",
            ),
        ),
    ]

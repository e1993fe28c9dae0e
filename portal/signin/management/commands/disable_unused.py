"""`manage.py disable_unused`: closes accounts that nobody used for 45 days, as the nightly job does."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.signin import services


class Command(BaseCommand):
    help = "Close the accounts that nobody has used for settings.UNUSED_DAYS days."

    def handle(self, **options: Any) -> None:
        closed = services.close_unused()
        self.stdout.write(f"Đã ngừng {closed} tài khoản không ai dùng.")

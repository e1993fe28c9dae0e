"""`manage.py seal_audit`: seals settled entries now instead of waiting for the job. Exit code 1 when sealing
is stopped."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.core.audit.sealing import seal_settled
from portal.core.audit.sealing_job import log_delay
from portal.core.audit.unsealed import unsealed, unsealed_entries
from portal.core.formatting import number


class Command(BaseCommand):
    help = "Seal the audit entries that are settled. The portal does so by itself every few minutes."

    def handle(self, **options: Any) -> None:
        """Seal what is settled; exit code 1 while sealing has stopped."""
        sealed = seal_settled()
        self.stdout.write(
            f"Đã niêm phong {number(sealed)} dòng; {number(unsealed().count())} dòng vừa ghi sẽ vào lần sau."
        )
        left = unsealed_entries()
        log_delay(left)
        if left.delay:
            raise CommandError(f"Niêm phong đang dừng: {left.delay.label}.")

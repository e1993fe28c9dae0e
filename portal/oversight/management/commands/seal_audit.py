"""`manage.py seal_audit`: seal what is settled now, instead of waiting for the job. Exits 1 when sealing is stopped."""

from django.core.management.base import BaseCommand, CommandError

from portal.core.chain.sealing import seal_settled
from portal.core.chain.tending import tell_delay
from portal.core.chain.waiting import unsealed, waiting
from portal.core.wording import number


class Command(BaseCommand):
    help = "Seal the audit entries that are settled. The portal does so by itself every few minutes."

    def handle(self, **options):
        sealed = seal_settled()
        self.stdout.write(
            f"Đã niêm phong {number(sealed)} dòng; {number(unsealed().count())} dòng vừa ghi sẽ vào lần sau."
        )
        left = waiting()
        tell_delay(left)
        if left.delay:
            raise CommandError(f"Niêm phong đang dừng: {left.delay.label}.")

"""`manage.py seal_audit`: seal what is settled now, instead of waiting for the job."""

from django.core.management.base import BaseCommand

from portal.core.chain.sealing import seal_settled, unsealed
from portal.core.wording import number


class Command(BaseCommand):
    help = "Seal the audit entries that are settled. The portal does so by itself every few minutes."

    def handle(self, **options):
        sealed = seal_settled()
        self.stdout.write(
            f"Đã niêm phong {number(sealed)} dòng; {number(unsealed().count())} dòng vừa ghi sẽ vào lần sau."
        )

"""Kinds of notices that exist only in tests, and a person who reads notices by e-mail."""

from portal.accounts.permissions import Permission
from portal.core.manifests import Manifest
from portal.core.notices.kinds import NoticeKind
from portal.core.notices.models import MailAddress

TASK = NoticeKind("test.task", "Việc đến hạn", "Việc %(number)s đến hạn.", "home")
UNIT = NoticeKind("test.unit", "Địa bàn thay đổi", "Có thay đổi địa bàn.", "units:detail", by_mail=False)
ALARM = NoticeKind("test.alarm", "Việc khẩn", "Có việc khẩn.", "home", urgent=True)
GROUP = NoticeKind("test.group", "Nhóm cần xác nhận", "Có nhóm cần xác nhận.", "groups:detail")
PEOPLE = NoticeKind("test.people", "Người", "Có người mới.", "home", permission=Permission.MANAGE_PEOPLE)

MANIFEST = Manifest(notice_kinds=[TASK, UNIT, ALARM, GROUP, PEOPLE])
ADDRESS = "lan@congan.example.vn"


def reachable(user, address=ADDRESS):
    """Give a person a confirmed address."""
    MailAddress.objects.create(user=user, address=address)
    return user

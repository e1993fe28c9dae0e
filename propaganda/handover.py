"""Posts in a hand-over: those waiting to be shared follow the groups."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.actor import Actor
from portal.accounts.handover import Charge, Item
from portal.accounts.models import Assignment
from portal.accounts.permissions import Permission
from portal.core import clock
from propaganda.selectors import to_relay


def _waiting(office: Assignment) -> list[Item]:
    outgoing = Actor(office.user, (office,), clock.today(), office)
    return [Item(post.public_id, post.title) for post in to_relay(outgoing)]


POSTS = Charge(
    key="posts",
    label=_("Bài chờ chia sẻ"),
    permission=Permission.VIEW_POSTS,
    waiting=_waiting,
)

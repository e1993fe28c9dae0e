"""The posts that the search in the head finds."""

from django.db.models import Case, F, QuerySet, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.search import CLOSED, CURRENT, SearchSource, columns, first_few, newest_first
from portal.core.formatting import moment
from propaganda.choices import Topic
from propaganda.selectors import posts


def _posts(actor: Actor, query: str) -> QuerySet:
    rows = first_few(posts(actor, query=query), posts(actor), "-posted_at", "-public_id")
    withdrawn = Case(When(withdrawn_at=None, then=CURRENT), default=CLOSED)
    return rows.values_list(*columns("post", F("title"), "topic", withdrawn, "unit_id", "posted_at"))


SOURCES = [
    SearchSource(
        key="post",
        label=gettext_lazy("Bài đăng"),
        place=60,
        permissions=(Permission.VIEW_POSTS,),
        rows=_posts,
        facts=lambda row: [Topic(row.code).label, moment(row.at), _("đã rút") if row.state else ""],
        page="propaganda:detail",
        list_page="propaganda:list",
        order=newest_first,
    )
]

"""Every address with a commune's rows or figures is asked as an outsider, whose access is recorded, and as its people, whose is not.

Which addresses: all that a permission to read opens, and the first page. Each declares under which action access
is recorded, or why it is not (portal.oversight.outside_access); a new one that forgets fails here.
"""

import pytest
from django.db import transaction

from portal.accounts.permissions import Permission
from portal.core.models import AuditEntry
from portal.oversight.labels import accesses
from portal.oversight.labels import actions as named_actions
from portal.oversight.outside_access import READS
from tests.architecture.access_world import AccessWorld
from tests.architecture.asking import Asker
from tests.architecture.test_access_table import table
from tests.architecture.urls import patterns

OWN, BELOW = 0, 1
# Whose own the rows are that they are asked about; for the district and the province what is below is outside.
INSIDERS = ("officer", "leader", "head", "reporter")
# The file is audited at each download, by whomever.
AUDITED_BY_ITSELF = {
    "reports:download": "report.download",
    "steering:directive-file": "directive.download",
    "steering:minutes": "activity.download",
    "steering:plan-paper": "plan.print",
    "steering:board-decision": "board.print",
}
# Lists that open with the first page of people working above communes, and the search without words: nothing of a
# commune is shown there yet.
OWN_ROWS_FIRST = ("tips:list", "reports:list", "find")
# Permissions whose pages need not say whether access is recorded, each with its reason. Where a page of theirs shows rows of a
# commune after all, it is opened by one of READS as well.
_OWN = "only people of the commune itself have it, who leave no trace"
_HELD = "forms over tips that one's own unit handles"
NOT_READS = {
    Permission.EDIT_BODIES: "forms over bodies that one's own unit keeps",
    Permission.EDIT_GROUPS: _OWN,
    Permission.CONFIRM_GROUPS: _OWN,
    Permission.EDIT_COVERAGE: _OWN,
    Permission.LOG_TIPS: "a form, and the tips that one logged oneself",
    Permission.HANDLE_TIPS: _HELD,
    Permission.REDACT_TIPS: _HELD,
    Permission.EDIT_POSTS: _OWN,
    Permission.RELAY_POSTS: _OWN,
    Permission.EDIT_STEERING: "forms over the boards, plans and assessments of one's own unit",
    Permission.EDIT_DIRECTIVES: "forms over the papers of one's own unit",
    Permission.REPORT_TASKS: "tasks that are one's own unit's to do",
    Permission.REPORT_BODY_TASKS: "tasks that are one's own body's to do",
    Permission.EDIT_REPORTS: "of the reports of one's own unit",
    Permission.ISSUE_REPORTS: "of the reports of one's own unit",
    Permission.CHANGE_UNITS: "the map of units, and how many rows one that changes has",
    Permission.MANAGE_PEOPLE: "accounts and assignments",
    Permission.MANAGE_CARDS: "cards of people in one's own area",
    Permission.HAND_OVER: "whose offices are handed over, and how many rows go with them",
    Permission.VIEW_ACCESS: "who has access, not to which rows",
    Permission.READ_AUDIT: "the audit itself; text is in it as digests only",
    Permission.SEE_OUTSIDE_ACCESS: "the record of accesses itself",
    Permission.ELEVATE: "only asks to be raised; a raised reader reads by one of READS",
}
OUTSIDERS = {"district": BELOW, "province": BELOW, "raised": OWN}


def reading():
    """The names of addresses that a permission to read opens, and the first page."""
    opened = {n: getattr(p.callback, "permissions", ()) for n, p in patterns().items()}
    return {name for name, permissions in opened.items() if READS & set(permissions)} | {"home"}


def test_every_permission_reads_or_says_why_not():
    assert READS | set(NOT_READS) == set(Permission), (
        "a permission that opens a commune's rows or figures goes into READS of portal/oversight/outside_access.py, "
        "so that its pages must say whether access is recorded; any other into NOT_READS of this file, with its reason"
    )
    assert not READS & set(NOT_READS)


def test_every_page_that_is_read_says_whether_access_is_recorded():
    views = {name: patterns()[name].callback for name in reading()}
    assert {
        n
        for n, v in views.items()
        if bool(getattr(v, "recorded_action", "")) == bool(getattr(v, "unrecorded_reason", ""))
    } == set()


def test_whatever_is_recorded_has_words_and_is_shown_to_the_commune():
    actions = {
        action for name in reading() if (action := getattr(patterns()[name].callback, "recorded_action", ""))
    }
    assert actions <= set(accesses()) <= set(named_actions())


@pytest.mark.django_db
@pytest.mark.parametrize("column", [*OUTSIDERS, *INSIDERS])
def test_access_of_outsiders_is_recorded_and_of_ones_own_people_is_not(world: AccessWorld, column):
    asker, others = Watched(world.actors[column]), []
    for row in table():
        if row.method != "GET" or row.name not in reading():
            continue
        asked = row.expected(column, world.around[column])
        if row.target != "-":
            asked = asked[:1] if OUTSIDERS.get(column, OWN) == OWN else asked[1:2]
        wanted = _wanted(row.name) if column in OUTSIDERS else ""
        for url, expected in asked:
            if expected == "+" and not _is_recorded(asker.recorded(url), wanted, row.name):
                others.append(f"{url} ({row.name})")
    assert others == []


def _wanted(name: str) -> str:
    """Under which action an outsider's access to an address is recorded; empty where it shows nothing of a commune."""
    return AUDITED_BY_ITSELF.get(name) or getattr(patterns()[name].callback, "recorded_action", "")


def _is_recorded(found: list[str], wanted: str, name: str) -> bool:
    if not wanted:
        return found == []
    if name in OWN_ROWS_FIRST:
        return found in ([], [wanted])
    # Of a commune the first page is the officer's day, with its tips.
    return found == [wanted] or (name == "home" and found == ["tip.list"])


class Watched(Asker):
    """A person's browser that returns the accesses a page recorded."""

    def recorded(self, url: str) -> list[str]:
        self.forget()
        with transaction.atomic():
            last = AuditEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
            self.client.get(url)
            found = AuditEntry.objects.filter(pk__gt=last, outside=True).values_list("action", flat=True)
            actions = list(found)
            transaction.set_rollback(True)
        return actions

"""What was written can be taken out: of every row, search and history; what stays tells who, when, why, where."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, connection, transaction
from django.urls import reverse

from portal.core import audit
from portal.core.errors import Conflict, Refused
from portal.core.models import AuditEntry
from tests.architecture.world import client_of
from tests.factories import people
from tests.factories.rows import GIVEN, tip, tip_in, transition
from tips import redaction, selectors
from tips.models import Redaction, Tip, TipTransition
from tips.states import TipState

pytestmark = pytest.mark.django_db
NAME = "Trần Thị Mai"
REASON = "Lỡ ghi tên người báo"


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def written(country, officer):
    """A tip whose text, a note and a document's number name somebody."""
    told = tip(country.hamlet, by=officer, summary=f"Mất xe, bà {NAME} thấy. Gặp {NAME.upper()} hỏi")
    transition(told, "assign", by=officer, note=f"Hỏi {NAME} rồi")
    return transition(told, "pass_on", by=officer, recipient="investigators", document_number=f"CV12 {NAME}")


def redact(by, told, **given):
    given = {"words": NAME, "reason": REASON, "version": told.version} | given
    return redaction.redact(by=by, tip=told, **given)


def columns():
    """Every value of every column that could hold it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith(("tips_", "core_", "django_session")):
                cursor.execute(f'SELECT * FROM "{table}"')
                yield from (str(value) for row in cursor.fetchall() for value in row)


def test_it_is_gone_from_every_column_and_what_was_done_stays(written, officer):
    before = written.summary
    redact(officer, written)
    assert not [value for value in columns() if "Mai" in value or "thi mai" in value.lower()]
    kept = Tip.objects.unscoped("test").get()
    assert kept.summary == "Mất xe, bà [đã xóa] thấy. Gặp [đã xóa] hỏi"
    assert not selectors.tips(officer, query="tran thi mai").exists()
    notes = (
        TipTransition.objects.unscoped("test").order_by("id").values_list("name", "note", "document_number")
    )
    assert list(notes)[1:] == [
        ("assign", "Hỏi [đã xóa] rồi", ""),
        ("pass_on", "", "CV12 [đã xóa]"),
        ("redact", f"{REASON} (nội dung: ký tự 12–23, ký tự 35–46; ghi chú: ký tự 5–16; số văn bản: ký tự 6–17)", ""),
    ]  # fmt: skip
    first = Redaction.objects.order_by("id").first()
    assert (first.field, first.start, first.end, first.by) == ("summary", 11, 23, officer.user)
    assert first.digest == audit.text_digest(before)
    assert before[first.start : first.end] == NAME
    entries = AuditEntry.objects.filter(action="tip.redact", object_id=kept.public_id)
    assert {name for entry in entries for name in entry.changes} == {"summary", "note", "document_number"}


def test_what_the_reason_of_an_earlier_one_says_can_be_taken_out_as_well(written, officer):
    redact(officer, written, words="Mất xe", reason="Có người nhờ, Trần Thị Mai và chồng")
    written.refresh_from_db()
    redact(officer, written)
    assert not [value for value in columns() if "Mai" in value]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": "Không có ở đây"}, "words"),
        ({"words": " "}, "words"),
        ({"words": "M"}, "words"),
        ({"reason": "ngắn"}, "reason"),
        ({"reason": f"Lỡ ghi tên {NAME}"}, "reason"),
        ({"reason": "Lỡ ghi số 0912 345 678"}, "reason"),
    ],
)
def test_what_does_not_fit_is_explained_and_nothing_is_written(written, officer, given, field):
    before = sorted(columns())
    with pytest.raises(ValidationError) as problem:
        redact(officer, written, **given)
    assert list(problem.value.message_dict) == [field]
    assert sorted(columns()) == before


def test_of_two_at_once_the_second_is_told(written, officer):
    with pytest.raises(Conflict):
        redact(officer, written, version=written.version - 1)
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    "who",
    [
        lambda c: people.officer(c.neighbour),
        lambda c: people.leader(c.commune),
        lambda c: people.officer(c.hamlet),
        lambda c: people.officer(c.district),
        lambda c: people.administrator(c.commune),
    ],
)
def test_only_the_desk_that_holds_a_tip_redacts_it(country, written, who):
    with pytest.raises(Refused):
        redact(who(country), written)


@pytest.mark.parametrize("number", ["ab" * 20, "x" * 38 + "ab"])
def test_a_text_that_fills_its_column_still_fits(country, officer, number):
    told = tip(country.hamlet, by=officer)
    transition(told, "pass_on", by=officer, recipient="investigators", document_number=number)
    redact(officer, told, words="ab")
    assert len(TipTransition.objects.unscoped("test").get(name="pass_on").document_number) <= 40


# --- nothing else touches history -----------------------------------------------------------------


@pytest.mark.parametrize("values", [{"note": "khác"}, {"name": "log"}, {"document_number": "1"}])
def test_the_database_itself_refuses_to_change_history(written, values):
    rows = TipTransition.objects.unscoped("test")
    refusal = "rows of tips_tiptransition are written once"
    with pytest.raises((IntegrityError, InternalError), match=refusal), transaction.atomic():
        rows.filter(name="assign").update(**values)
    with pytest.raises((IntegrityError, InternalError), match=refusal), transaction.atomic():
        rows.filter(name="assign").delete()


def test_where_a_step_stands_today_may_change(country, written):
    TipTransition.objects.unscoped("test").update(hamlet=country.other_hamlet)


def test_after_a_redaction_history_is_guarded_again(written, officer):
    redact(officer, written)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        TipTransition.objects.unscoped("test").update(note="khác")


# --- on screen ------------------------------------------------------------------------------------


def test_it_is_shown_where_it_stands_before_it_goes(written, officer):
    browser = client_of(officer)
    url = reverse("tips:redact", args=[written.public_id])
    given = {"words": NAME, "reason": REASON, "version": written.version}
    page = browser.post(url, given).content.decode()
    assert page.count(f"<mark>{NAME}</mark>") == 3
    assert not Redaction.objects.exists()
    assert browser.post(url, given | {"sure": "1"}).status_code == 302
    page = browser.get(reverse("tips:detail", args=[written.public_id])).content.decode()
    assert "Mai" not in page
    assert REASON in page


def test_browsers_are_told_which_drafts_may_hold_it(country, written, officer):
    redact(officer, written)
    for actor, own in ((officer, True), (people.officer(country.commune), False)):
        page = client_of(actor).get(reverse("tips:new")).content.decode()
        assert f'data-draft-gone="{reverse("tips:detail", args=[written.public_id])}"' in page
        assert ('data-draft-gone="tip"' in page) is own
    page = client_of(people.officer(country.neighbour)).get(reverse("tips:new")).content.decode()
    assert "data-draft-gone" not in page


# --- entered by mistake ---------------------------------------------------------------------------

VOID_TEXT = "Nội dung nhập nhầm về ông Bảy"


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        (lambda c: people.officer(c.commune), True),
        (lambda c: people.leader(c.commune), False),
        (lambda c: people.officer(c.district), False),
        (lambda c: people.officer(c.province), False),
    ],
)
def test_the_text_of_a_void_tip_is_read_at_its_desk_only(country, officer, who, reads):
    told = tip_in(TipState.VOID, country.hamlet, by=officer, log_by=officer, summary=VOID_TEXT)
    reader = who(country)
    browser = client_of(reader)
    shown = [
        browser.get(reverse("tips:detail", args=[told.public_id])).content.decode(),
        browser.get(reverse("tips:list") + "?loc=tat-ca").content.decode(),
    ]
    for page in shown:
        assert ("ông Bảy" in page) is reads
        assert told.public_id in page or page is shown[0]
    assert (GIVEN["void"]["note"] in shown[0]) is reads
    assert selectors.tips(reader, query="ong bay").exists() is reads
    assert selectors.tips(reader).count() == 1


def test_who_sent_it_does_not_read_it_either(country, officer):
    head = people.officer(country.hamlet)
    told = tip(country.hamlet, by=head, summary=VOID_TEXT)
    transition(told, "void", by=officer)
    page = client_of(head).get(reverse("tips:detail", args=[told.public_id])).content.decode()
    assert "ông Bảy" not in page
    assert not selectors.tips(head, query="ong bay").exists()
    transition(told, "restore", by=officer)
    assert "ông Bảy" in client_of(head).get(reverse("tips:detail", args=[told.public_id])).content.decode()

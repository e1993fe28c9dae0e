"""Lists: columns kept for all pages, what holds for one page looked up anew, addresses that change one thing."""

from copy import copy
from datetime import timedelta

import pytest
from django.test import RequestFactory

from groups import selectors as group_selectors
from groups.tables import CountTable, GroupTable
from portal.core import clock
from portal.core.columns import Column, NumberColumn
from portal.core.ids import public_id
from portal.core.list_filters import EmptyText, address
from portal.core.lists import LeanTable, page
from tests.conftest import STORY_MOMENT
from tests.factories import people
from tests.factories.rows import at, tip
from tests.list_rows import by_label, texts
from tips import selectors
from tips.models import Tip
from tips.states import TipState
from tips.tables import TipTable


def asked(query=""):
    return RequestFactory().get(f"/tin-bao/?{query}")


def listed(actor, query="", **options):
    return page(asked(query), TipTable, selectors.tips(actor), empty=EmptyText(""), **options)


@pytest.mark.parametrize(
    ("query", "changes", "url"),
    [
        ("", {"loc": "moi"}, "/tin-bao/?loc=moi"),
        ("loc=tat-ca&q=tr%E1%BB%99m+ch%C3%B3", {"loc": "moi"}, "/tin-bao/?loc=moi&q=tr%E1%BB%99m+ch%C3%B3"),
        ("a=1&a=2&sau=x&truoc=y", {"b": "3"}, "/tin-bao/?a=1&a=2&b=3"),
        ("q=%26x%3D1", {}, "/tin-bao/?q=%26x%3D1"),
    ],
)
def test_an_address_changes_what_it_is_told_and_begins_at_the_first_page(query, changes, url):
    assert address(asked(query), **changes) == url


@pytest.mark.django_db
def test_every_page_tells_the_time_anew(country):
    officer = people.officer(country.commune)
    tip(country.hamlet, received_at=at("2019-12-06", 9))
    due = []
    for later in (timedelta(0), timedelta(days=30)):
        with clock.pinned_to(STORY_MOMENT + later):
            due += texts(listed(officer), "Thời hạn xử lý ban đầu")
    assert due[0] != due[1]
    assert due[1].startswith("quá hạn")


@pytest.mark.django_db
def test_columns_left_out_of_one_page_stand_in_the_next(country):
    officer = people.officer(country.commune)
    tip(country.hamlet)
    narrow, wide = listed(officer, exclude=("due", "handler")), listed(officer)
    left_out = {"Thời hạn xử lý ban đầu", "Người xử lý"}
    shown = set(by_label(wide)[0])
    assert left_out <= shown
    assert set(by_label(narrow)[0]) == {column["label"] for column in narrow.columns} == shown - left_out
    assert [column["label"] for column in wide.columns] == [label for _css, label, _text in wide.rows[0][1]]


@pytest.mark.django_db
def test_a_header_turns_the_order_around_and_says_which_holds(country):
    officer = people.officer(country.commune)
    (first,) = (column for column in listed(officer).columns if column["sorted"])
    assert first["label"] == "Nhận lúc"
    assert (first["sorted"], first["sort_url"]) == ("desc", "/tin-bao/?sap-xep=received")
    (turned,) = (column for column in listed(officer, "sap-xep=received").columns if column["sorted"])
    assert (turned["sorted"], turned["sort_url"]) == ("asc", "/tin-bao/?sap-xep=-received")
    assert listed(officer).columns[0]["sort_url"] == ""


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["-received", "received", "due"])
def test_pages_follow_each_other_without_gap_or_repeat_and_back(country, monkeypatch, sort):
    monkeypatch.setattr("portal.core.lists.PAGE_SIZE", 3)
    officer = people.officer(country.commune)
    for hour in (7, 8, 8, 8, 9, 9, 10):
        tip(country.hamlet, received_at=at("2019-12-05", hour))
    seen, query, pages = [], f"sap-xep={sort}", []
    while query is not None:
        shown = listed(officer, query)
        pages.append([href for href, _cells in shown.rows])
        seen += pages[-1]
        last, query = shown, shown.next_url.partition("?")[2] or None
    assert [len(rows) for rows in pages] == [3, 3, 1]
    assert len(set(seen)) == 7
    back = listed(officer, last.previous_url.partition("?")[2])
    assert [href for href, _cells in back.rows] == pages[1]


@pytest.mark.django_db
def test_a_wrong_cursor_gives_the_first_page(country):
    officer = people.officer(country.commune)
    tip(country.hamlet)
    assert len(listed(officer, "sau=forged").rows) == 1


def told(hours, country):
    for hour in hours:
        tip(country.hamlet, received_at=at("2019-12-05", hour))


def ids(shown):
    return [href for href, _cells in shown.rows]


def query_of(url):
    return url.partition("?")[2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "pages"), [(0, [0]), (2, [2]), (3, [3]), (4, [3, 1]), (6, [3, 3]), (7, [3, 3, 1])]
)
def test_only_a_page_with_rows_after_it_leads_on(country, monkeypatch, rows, pages):
    monkeypatch.setattr("portal.core.lists.PAGE_SIZE", 3)
    officer = people.officer(country.commune)
    told([8] * rows, country)
    found, query = [], ""
    while query is not None:
        shown = listed(officer, query)
        assert bool(shown.previous_url) is bool(found)
        found.append(len(shown.rows))
        query = query_of(shown.next_url) or None
    assert found == pages


@pytest.mark.django_db
@pytest.mark.parametrize("hours", [[8] * 7, [7, 8, 8, 8, 8, 9, 9]], ids=["all tied", "tied across two pages"])
@pytest.mark.parametrize("sort", ["-received", "received"])
def test_going_back_shows_the_same_pages_up_to_the_first(country, monkeypatch, hours, sort):
    monkeypatch.setattr("portal.core.lists.PAGE_SIZE", 3)
    officer = people.officer(country.commune)
    told(hours, country)
    forward = [listed(officer, f"sap-xep={sort}")]
    while forward[-1].next_url:
        forward.append(listed(officer, query_of(forward[-1].next_url)))
    back = [forward[-1]]
    while back[-1].previous_url:
        back.append(listed(officer, query_of(back[-1].previous_url)))
    assert list(map(ids, reversed(back))) == list(map(ids, forward))
    assert len({href for shown in forward for href in ids(shown)}) == 7
    first = back[-1]
    assert (first.previous_url, ids(listed(officer, query_of(first.next_url)))) == ("", ids(forward[1]))


@pytest.mark.django_db
def test_a_page_whose_rows_are_gone_leads_nowhere(country, monkeypatch):
    monkeypatch.setattr("portal.core.lists.PAGE_SIZE", 3)
    officer = people.officer(country.commune)
    told([8, 9, 10, 11], country)
    last = listed(officer, query_of(listed(officer).next_url))
    none = page(
        asked(query_of(last.previous_url)),
        TipTable,
        selectors.tips(officer).none(),
        empty=EmptyText(""),
    )
    assert (none.rows, none.next_url, none.previous_url) == ([], "", "")


@pytest.mark.django_db
@pytest.mark.parametrize(("rows", "words"), [(2, "2"), (3, "3"), (4, "4"), (5, "5"), (6, "5+")])
def test_only_the_first_page_counts_and_only_up_to_a_cap(country, monkeypatch, rows, words):
    monkeypatch.setattr("portal.core.lists.PAGE_SIZE", 3)
    monkeypatch.setattr("portal.core.lists.COUNT_CAP", 5)
    officer = people.officer(country.commune)
    told([8] * rows, country)
    first = listed(officer)
    assert first.count_words == words
    if first.next_url:
        second = listed(officer, query_of(first.next_url))
        assert second.count_words == ""
        assert listed(officer, query_of(second.previous_url)).count_words == ""


def more_like(row, number):
    rows = []
    for _time in range(number):
        rows.append(copy(row))
        rows[-1].pk, rows[-1].public_id = None, public_id()
    Tip.objects.unscoped("test").bulk_create(rows)


@pytest.mark.django_db
def test_a_page_has_fifty_rows_and_a_list_is_counted_up_to_a_thousand(country):
    officer = people.officer(country.commune)
    more_like(tip(country.hamlet), 49)
    assert (len(listed(officer).rows), listed(officer).next_url) == (50, "")
    more_like(Tip.objects.unscoped("test").first(), 950)
    assert (len(listed(officer).rows), listed(officer).count_words) == (50, "1.000")
    more_like(Tip.objects.unscoped("test").first(), 1)
    assert listed(officer).count_words == "1.000+"


@pytest.mark.django_db
def test_a_column_with_one_direction_keeps_it_and_a_hidden_one_still_sorts(country):
    officer = people.officer(country.commune)
    rows = group_selectors.counts(officer)
    for query in ("", "sap-xep=-members"):
        shown = page(asked(query), CountTable, rows, empty=EmptyText(""))
        assert shown.columns[1]["sort_url"] == "/tin-bao/?sap-xep=-members"
    early, late = (tip(country.hamlet, received_at=at("2019-12-05", hour)) for hour in (8, 9))
    hidden = listed(officer, "sap-xep=due", exclude=("due", "handler"))
    assert ids(hidden) == [f"/tin-bao/{row.public_id}/" for row in (early, late)]


def test_each_reads_the_first_page_of_their_own_rows_whoever_asked_before(country):
    """The statement of a first page is compiled once for equal conditions; another reader's or filter's is another."""
    here, there = tip(country.commune), tip(country.neighbour)
    readers = [
        (people.officer(country.commune), {here.public_id}),
        (people.officer(country.neighbour), {there.public_id}),
        (people.officer(country.province), {here.public_id, there.public_id}),
    ]
    for _time in range(2):
        for reader, seen in readers:
            assert {href.split("/")[-2] for href, _cells in listed(reader).rows} == seen
        officer = readers[0][0]
        done = page(
            asked(), TipTable, selectors.tips(officer).filter(state=TipState.RESOLVED), empty=EmptyText("")
        )
        assert done.rows == []
    later = tip(country.commune)
    assert {href.split("/")[-2] for href, _cells in listed(readers[0][0]).rows} == {
        here.public_id,
        later.public_id,
    }


@pytest.mark.django_db
def test_everyday_lists_are_counted_with_their_rows_and_narrowed_ones_by_themselves(
    country, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("portal.core.lists.PAGE_SIZE", 3)
    officer = people.officer(country.commune)
    told([8] * 5, country)
    tip(country.neighbour)
    listed(officer)  # Names of units and years with days off are read by the first page of a process.
    with django_assert_num_queries(1):
        assert listed(officer).count_words == "5"
    last = selectors.tips(officer).order_by("pk").last()
    narrowed = selectors.tips(officer).exclude(pk=last.pk)
    with django_assert_num_queries(2):
        assert page(asked(), TipTable, narrowed, empty=EmptyText("")).count_words == "4"


class Short(Column):
    """A column at fault: it gives one row less than there are."""

    def read(self, rows, actor):
        return list(super().read(rows, actor))[1:]


class AllShort(LeanTable):
    model = Tip
    received = Short("Nhận", accessor="received_at", order_by="received_at")

    class Meta:
        order_by = "received"


class OneShort(AllShort):
    state = Column("Trạng thái")

    class Meta(AllShort.Meta):
        pass


@pytest.mark.django_db
@pytest.mark.parametrize("table", [AllShort, OneShort])
def test_a_column_that_tells_too_little_is_a_fault_and_loses_no_row(country, table):
    told([8, 9], country)
    rows = selectors.tips(people.officer(country.commune))
    with pytest.raises(ValueError, match="zip"):
        page(asked(), table, rows, empty=EmptyText(""))


@pytest.mark.django_db
def test_a_table_is_made_once_for_all_pages_and_once_more_for_other_columns(country):
    officer, made = people.officer(country.commune), []

    class Made(LeanTable):
        model = Tip
        received = Column("Nhận", accessor="received_at", order_by="received_at")
        state = Column("Trạng thái")

        class Meta:
            order_by = "received"

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            made.append(self)

    told([8], country)
    for exclude in ((), ("received",), ()):
        for actor in (officer, people.leader(country.commune)):
            page(asked(), Made, selectors.tips(actor), empty=EmptyText(""), exclude=exclude)
    assert len(made) == 2


def table_sorted_by(column: str) -> type[LeanTable]:
    class Toy(LeanTable):
        model = Tip
        toy = Column("Cột", accessor="public_id", order_by=column)

        class Meta:
            order_by = "toy"

    return Toy


@pytest.mark.parametrize(
    "column",
    [
        pytest.param("met_at", id="a nullable field"),
        pytest.param("shown", id="an annotation"),
        pytest.param("logged_by__sort", id="over a foreign key that may be NULL"),
        pytest.param("transitions__at", id="over rows that point here"),
        pytest.param("unit__nothing", id="no field at all"),
    ],
)
def test_a_table_does_not_sort_by_what_may_be_null(column):
    with pytest.raises(TypeError, match=f"Toy sorts toy by {column}, which is not a NOT NULL field of Tip"):
        table_sorted_by(column)


@pytest.mark.parametrize("column", ["due_at", "unit__sort"])
def test_a_table_sorts_by_columns_that_every_row_has(column):
    assert table_sorted_by(column).sort_keys()["toy"] == (column, False)


def test_a_table_lists_the_model_that_it_names():
    with pytest.raises(TypeError, match="Toy does not say the model of its rows"):
        type("Toy", (LeanTable,), {"toy": Column("Cột")})
    with pytest.raises(TypeError, match="GroupTable lists ChatGroup, not Tip"):
        page(asked(), GroupTable, Tip.objects.unscoped("of another model"), empty=EmptyText(""))


def test_a_class_of_a_column_stands_beside_that_of_its_kind():
    assert [
        column.css for column in (Column("", css="wide"), NumberColumn(""), NumberColumn("", css="wide"))
    ] == [
        "wide",
        "num",
        "num wide",
    ]

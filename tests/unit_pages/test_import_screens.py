"""The import on screen: a file, its rows, choices, what came of it; nothing chosen is lost, nothing dies."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from portal.core.sheets import limits
from portal.core.sheets.reading import read
from portal.units.importing import reading
from portal.units.importing.row_parsing import parse_rows
from portal.units.importing.services import judged_rows
from portal.units.models import Unit, UnitImport
from tests.architecture.world import client_of
from tests.core.workbooks import with_cells, workbook
from tests.factories import people, rows
from tests.factories.units import unit
from tests.units.import_tables import OFFICE, short

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(country):
    return client_of(people.officer(country.commune))


def upload(browser, commune, data, name="Danh sách tổ.xlsx", **more):
    given = {"key": str(uuid.uuid4()), "on": "2019-12-01", "file": SimpleUploadedFile(name, data)} | more
    return browser.post(reverse("units:imports", args=[commune.public_id]), given)


@pytest.fixture
def batch(browser, country):
    response = upload(browser, country.commune, workbook(OFFICE))
    assert response.status_code == 302
    return UnitImport.objects.get()


def address(batch):
    return reverse("units:import", args=[batch.commune.public_id, batch.public_id])


def press(browser, batch, button, **choices):
    """Press a button of the dry run with choices {"row_8": "same"}."""
    batch.refresh_from_db()
    chosen = {name.replace("_", "-"): value for name, value in choices.items()}
    return browser.post(address(batch), {"version": batch.version, "do": button, **chosen})


def test_names_nearly_alike_stand_side_by_side(browser, country):
    unit("hamlet", "ap", "Mỹ Quý", country.commune)
    upload(browser, country.commune, workbook([["Tên ấp"], ["Ấp Mĩ Quý"], ["Ấp Mới"]]))
    page = browser.get(address(UnitImport.objects.get())).content.decode()
    pair = page[page.index("import-pair") :][:300]
    assert pair.index("Ấp Mĩ Quý") < pair.index("ấp Mỹ Quý")
    assert page.count("import-pair") == 1


def test_hidden_rows_are_told_before_anything_is_brought_in(browser, country):
    def more(book, page):
        page.set_row(1, None, None, {"hidden": True})

    upload(browser, country.commune, workbook([["Tên ấp"], ["Ấp 5"], ["Ấp 6"]], more=more))
    page = browser.get(address(UnitImport.objects.get())).content.decode()
    assert "Tệp có 1 dòng đang ẩn hoặc bị lọc, vẫn được đọc: dòng 2." in page
    assert page.count("Dòng này đang ẩn hoặc bị lọc trong tệp.") == 1


def test_a_table_in_an_old_font_is_refused_at_the_file(browser, country):
    response = upload(browser, country.commune, workbook([["Teân aáp"], ["AÁp Taân Phuù"]]))
    assert response.status_code == 200
    assert "phông chữ cũ (VNI hoặc TCVN3), ví dụ dòng 1" in response.content.decode()
    assert not UnitImport.objects.exists()


def test_a_file_is_read_while_nobody_waits_for_it(browser, country, monkeypatch):
    """Neither a turn nor a transaction is held: SQLite lets only one of them write."""
    outside, held = len(connection.atomic_blocks), []

    def looked_at(rows, **about):
        held.append(len(connection.atomic_blocks) - outside)
        return parse_rows(rows, **about)

    monkeypatch.setattr(reading, "parse_rows", looked_at)
    assert upload(browser, country.commune, workbook(OFFICE)).status_code == 302
    assert held == [0]


def test_a_file_is_tried_without_writing_a_unit(browser, country):
    before = Unit.objects.count()
    response = upload(browser, country.commune, workbook(OFFICE), legal_act="QĐ 5")
    batch = UnitImport.objects.get()
    assert response.url == address(batch)
    page = browser.get(response.url).content.decode()
    assert Unit.objects.count() == before
    assert (batch.file_name, batch.legal_act) == ("Danh sách tổ.xlsx", "QĐ 5")
    assert "Chưa có gì được ghi vào địa bàn" in page
    assert "Xã Phước Ninh chưa có ấp Phước Lễ." in page
    # A row for each that is data, a choice where one is left.
    assert page.count('<tr id="dong-') == 7
    assert [page.count(f'name="row-{n}"') for n in (6, 7, 8, 9, 10, 11, 12)] == [0, 1, 1, 1, 0, 0, 1]
    assert f"under:{country.hamlet.public_id}" in page


def test_of_several_sheets_it_says_which_it_read(browser, country):
    def more(book, page):
        book.add_worksheet("Ấp khác").write("A1", "Ấp 9")

    page = upload(browser, country.commune, workbook(OFFICE, more=more), sheet="")
    told = browser.get(page.url).content.decode()
    assert "Chỉ đọc trang tính “Danh sách”. Tệp còn trang: Ấp khác." in told
    upload(browser, country.commune, workbook(OFFICE, more=more), sheet="Ấp khác")
    assert UnitImport.objects.order_by("pk").last().counts["create"] == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Tệp trống"),
        (b"x" * (limits.MAX_BYTES + 1), "nặng hơn 5 MB"),
        (with_cells(workbook(OFFICE), '<row r="1"><c r="XFD1048576"><v>1</v></c></row>'), "nằm quá xa bảng"),
        (workbook([["Họ tên"], ["Tèo"]]), "Không thấy cột tên thôn, ấp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel đời cũ (.xls)"),
    ],
    ids=["empty", "large", "far", "no places", "old"],
)
def test_a_file_that_is_refused_is_explained_and_the_rest_kept(browser, country, data, says):
    response = upload(browser, country.commune, data, legal_act="QĐ 77")
    page = response.content.decode()
    assert response.status_code == 200
    assert says in page
    assert "QĐ 77" in page
    assert not UnitImport.objects.exists()


@pytest.mark.parametrize(
    ("on", "says"), [("1999-12-31", "quá xa"), ("2025-07-01", "không có vào ngày này"), ("", "")]
)
def test_a_day_that_does_not_fit_is_explained(browser, country, on, says):
    response = upload(browser, country.commune, workbook(OFFICE), on=on)
    assert response.status_code == 200
    assert says in response.content.decode()
    assert not UnitImport.objects.exists()


def test_from_the_file_to_the_units_and_back(browser, country, batch):
    before = Unit.objects.count()
    assert press(browser, batch, "save", row_8="same").status_code == 302
    assert press(browser, batch, "with-parent").status_code == 302
    page = browser.get(press(browser, batch, "run").url).content.decode()
    assert Unit.objects.count() == before + 4
    assert "Đã thêm 4 đơn vị vào xã Phước Ninh." in page
    assert "Ấp Phước Lễ" in page
    assert "Hoàn tác" in page

    batch.refresh_from_db()
    undo = reverse("units:undo-import", args=[country.commune.public_id, batch.public_id])
    page = browser.post(undo, {"version": batch.version}, follow=True).content.decode()
    assert "Đã hoàn tác" in page
    assert Unit.objects.count() == before
    listed = browser.get(reverse("units:imports", args=[country.commune.public_id])).content.decode()
    assert "đã hoàn tác" in listed


def test_what_was_chosen_is_kept_when_the_run_is_refused(browser, batch):
    response = press(browser, batch, "run", row_8="same")
    page = response.content.decode()
    assert response.status_code == 200
    assert "Còn 1 dòng chưa chọn (dòng 9)" in page
    batch.refresh_from_db()
    assert short(judged_rows(batch))[8] == ("likely", "same")
    # What the page now carries goes through.
    assert f'name="version" value="{batch.version}"' in page


def test_a_choice_that_is_none_is_refused(browser, batch):
    page = press(browser, batch, "save", row_11="create").content.decode()
    assert "Dòng 11 không có lựa chọn này" in page


def test_of_two_people_the_second_is_told(browser, batch):
    press(browser, batch, "save", row_8="same")
    page = browser.post(address(batch), {"version": 1, "do": "save", "row-9": "skip"}).content.decode()
    assert "Người khác vừa cập nhật" in page
    batch.refresh_from_db()
    assert short(judged_rows(batch))[9] == ("no-parent", "")


def test_a_commune_that_changed_meanwhile_is_shown_anew(browser, country, batch):
    press(browser, batch, "save", row_8="same", row_9="with-parent")
    unit("hamlet", "ap", "Phước Lễ", country.commune)
    page = press(browser, batch, "run").content.decode()
    assert "vừa thay đổi" in page
    assert "Thêm tổ tự quản số 1 vào ấp Phước Lễ." in page
    assert press(browser, batch, "run").status_code == 302


def test_what_hangs_on_a_unit_is_told_when_undoing(browser, country, batch):
    press(browser, batch, "run", row_8="same", row_9="with-parent")
    rows.group(Unit.objects.get(name="Phước Lễ"))
    batch.refresh_from_db()
    undo = reverse("units:undo-import", args=[country.commune.public_id, batch.public_id])
    page = browser.post(undo, {"version": batch.version}, follow=True).content.decode()
    assert "Không hoàn tác được: Ấp Phước Lễ đã có dữ liệu" in page
    assert Unit.objects.filter(name="Phước Lễ").exists()


def test_a_batch_that_changed_since_the_button_was_shown_is_told_and_shown_anew(browser, country, batch):
    press(browser, batch, "run", row_8="same", row_9="with-parent")
    batch.refresh_from_db()
    count = Unit.objects.count()
    undo = reverse("units:undo-import", args=[country.commune.public_id, batch.public_id])
    answer = browser.post(undo, {"version": batch.version - 1}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(address(batch), 302)]
    assert "Người khác vừa cập nhật mục này nên việc vừa bấm chưa được ghi." in page
    assert "nếu vẫn cần thì bấm lại" in page
    assert "Những gì anh/chị nhập" not in page
    assert Unit.objects.count() == count
    assert "Đã hoàn tác" in browser.post(undo, {"version": batch.version}, follow=True).content.decode()


def test_a_value_that_does_not_fit_while_undoing_is_told_and_nothing_is_undone(
    monkeypatch, browser, country, batch
):
    """No way to it is known: a table of a later app that hangs on units may bring one."""
    press(browser, batch, "run", row_8="same", row_9="with-parent")
    batch.refresh_from_db()
    count = Unit.objects.count()

    def refuses(units):
        Unit.objects.filter(pk=units[0].pk).update(name="Đổi dở")
        raise ValidationError({"name": "Tên này đã có. Đổi tên trước rồi hoàn tác."})

    monkeypatch.setattr("portal.units.importing.services.check_no_dependants", refuses)
    undo = reverse("units:undo-import", args=[country.commune.public_id, batch.public_id])
    page = browser.post(undo, {"version": batch.version}, follow=True).content.decode()
    assert "Tên này đã có. Đổi tên trước rồi hoàn tác." in page
    assert "Đã hoàn tác" not in page
    assert Unit.objects.count() == count
    assert not Unit.objects.filter(name="Đổi dở").exists()


def test_rows_are_narrowed_by_their_verdict(browser, batch):
    def numbers(query):
        page = browser.get(f"{address(batch)}?{query}").content.decode()
        return [n for n in range(1, 20) if f'id="dong-{n}"' in page]

    assert numbers("xem=can-chon") == [8, 9]
    assert numbers("xem=unreadable") == [11]
    assert numbers("xem=no-unit") == [1, 2, 4, 5, 13, 14, 15, 16, 17]
    assert numbers("xem=gi-do&trang=x") == [6, 7, 8, 9, 10, 11, 12]


def test_a_long_list_comes_in_pages_and_each_keeps_its_own_choices(browser, country):
    upload(browser, country.commune, workbook([["Tên ấp"], *[[f"Ấp {n}"] for n in range(100, 340)]]))
    batch = UnitImport.objects.get()
    counts = [
        browser.get(f"{address(batch)}?trang={n}").content.decode().count("<select") for n in (1, 2, 3, 99)
    ]
    assert counts == [100, 100, 40, 40]
    response = browser.post(f"{address(batch)}?trang=2", {"version": 1, "do": "save", "row-150": "skip"})
    assert response.url.endswith("?trang=2")
    batch.refresh_from_db()
    assert batch.counts["new_hamlets"] == 239


def test_pages_ask_as_often_for_many_rows_as_for_few(browser, country, django_assert_max_num_queries):
    for count in (3, 60):
        upload(browser, country.commune, workbook([["Tên ấp"], *[[f"Ấp {n}"] for n in range(1, count)]]))
        for url in (
            address(UnitImport.objects.last()),
            reverse("units:imports", args=[country.commune.public_id]),
        ):
            with django_assert_max_num_queries(8):
                browser.get(url)


def test_the_sample_goes_through_its_own_import(browser, country):
    data = browser.get(reverse("units:import-sample", args=[country.commune.public_id])).content
    assert read(data).rows[2][:3] == ["TT", "Ấp", "Tổ tự quản"]
    upload(browser, country.commune, data)
    batch = UnitImport.objects.get()
    assert (batch.counts["create"], batch.counts["no-parent"]) == (3, 1)


def test_a_neighbours_batch_does_not_exist_under_ones_own_commune(browser, country):
    theirs = client_of(people.officer(country.neighbour))
    upload(theirs, country.neighbour, workbook(OFFICE))
    batch = UnitImport.objects.get()
    for name in ("units:import", "units:undo-import"):
        for commune in (country.commune, country.neighbour):
            url = reverse(name, args=[commune.public_id, batch.public_id])
            assert browser.post(url, {"version": 1, "do": "run"}).status_code == 404
    own = browser.get(reverse("units:imports", args=[country.commune.public_id])).content.decode()
    assert "Danh sách tổ.xlsx" not in own


@pytest.mark.parametrize("who", ["leader", "head", "district"])
def test_who_does_not_keep_the_register_is_refused(country, batch, who):
    actor = {
        "leader": lambda: people.leader(country.commune),
        "head": lambda: people.officer(country.hamlet),
        "district": lambda: people.officer(country.district),
    }[who]()
    other = client_of(actor)
    for url in (reverse("units:imports", args=[country.commune.public_id]), address(batch)):
        assert other.get(url).status_code == 403
        assert other.post(url, {"version": 1, "do": "run"}).status_code == 403
    before = batch.state
    batch.refresh_from_db()
    assert (UnitImport.objects.count(), batch.state) == (1, before)


def test_a_units_page_leads_to_the_import(browser, country):
    page = browser.get(reverse("units:detail", args=[country.commune.public_id])).content.decode()
    assert reverse("units:imports", args=[country.commune.public_id]) in page


def test_a_row_of_endless_digits_is_no_row(browser, batch):
    """Python refuses to read a number of thousands of digits."""
    given = f"version={batch.version}&do=run&row-{'9' * 5000}=skip"
    answer = browser.post(address(batch), given, "application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert browser.get(f"{address(batch)}?trang={'9' * 3000}").status_code == 200

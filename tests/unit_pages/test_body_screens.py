"""Screens of bodies: the list says whose and which, a body's page shows its line as of a day, forms say what is wrong."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.bodies.models import Body
from portal.bodies.services import end_body, set_line
from portal.core.models import AuditEntry
from tests.architecture.world import client_of
from tests.conftest import STORY_DAY
from tests.factories import people, rows
from tests.factories.units import SYSTEM
from tests.list_rows import by_label, texts

pytestmark = pytest.mark.django_db
KEY = "0d0b7a5e-3b1c-4f0e-9d53-0f5a3f2b1c11"


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


def listed(actor, **query) -> list[str]:
    """The names that the list shows, as they are there."""
    page = client_of(actor).get(reverse("units:bodies"), query)
    assert page.status_code == 200
    return texts(page.context["list"], "Tên")


def rows_by_name(actor, **query) -> dict[str, dict[str, str]]:
    page = client_of(actor).get(reverse("units:bodies"), query)
    return {row["Tên"]: row for row in by_label(page.context["list"])}


def opened(actor, body: Body, **query):
    response = client_of(actor).get(reverse("units:body", args=[body.public_id]), query)
    assert response.status_code == 200
    return response


def line(lower: Body, above: Body, on: date | None = None) -> None:
    lower.refresh_from_db()
    set_line(by=SYSTEM, body=lower, version=lower.version, above=above, on=on)


# --- the list -----------------------------------------------------------------------------------
def test_the_list_shows_ones_own_commune_with_its_hamlets_and_nothing_beside_it(country, officer):
    rows.body(country.commune, name="Hội Nông dân")
    rows.body(country.hamlet, "operating-board", name="Ban Điều hành ấp 1")
    for place in (country.neighbour, country.district, country.new_commune):
        rows.body(place, name=f"Mặt trận {place.name}")
    assert listed(officer) == ["Ban Điều hành ấp 1", "Hội Nông dân"]


def test_a_row_says_the_kind_the_place_whom_to_call_and_whether_it_is_liable(country, officer):
    school = {"school_level": "primary", "contact_name": "Trần Thị Mẫu", "contact_phone": "0912 345 678"}
    rows.body(country.hamlet, "school", name="Trường Tiểu học", **school)
    rows.body(country.commune, "enterprise", name="Xưởng hạt điều")
    rows.body(country.commune, "front", name="Mặt trận xã", contact_phone="0912 345 679")
    found = rows_by_name(officer)
    school = found["Trường Tiểu học"]
    assert (school["Loại"], school["Thuộc"]) == ("Trường học · Tiểu học", "ấp 1")
    assert school["Đầu mối"] == "Trần Thị Mẫu · 0912 345 678"
    assert "Không thuộc diện xét" in school["Diện xét"]
    assert "Chưa đủ thông tin" in found["Xưởng hạt điều"]["Diện xét"]
    front = found["Mặt trận xã"]
    assert (front["Loại"], front["Thuộc"]) == ("Mặt trận Tổ quốc", "xã Phước Ninh")
    assert (front["Đầu mối"], front["Diện xét"]) == ("0912 345 679", "—")


def test_filters_narrow_by_kind_by_verdict_and_by_words_without_accents(country, officer):
    rows.body(country.commune, "school", name="Trường Trung học cơ sở", school_level="lower-secondary")
    rows.body(country.commune, "school", name="Trường Mầm non", school_level="preschool")
    rows.body(country.commune, "agency", name="Trạm Y tế")
    assert listed(officer, loai="school") == ["Trường Mầm non", "Trường Trung học cơ sở"]
    assert listed(officer, dien="liable") == ["Trạm Y tế", "Trường Trung học cơ sở"]
    assert listed(officer, dien="not-liable", loai="school") == ["Trường Mầm non"]
    assert listed(officer, q="mam non truong") == ["Trường Mầm non"]
    assert listed(officer, loai="rác", dien="rác") == [
        "Trạm Y tế",
        "Trường Mầm non",
        "Trường Trung học cơ sở",
    ]


def test_what_has_ended_is_found_by_its_words_alone_and_says_so(country, officer):
    old = rows.body(country.commune, name="Hội Cựu chiến binh")
    end_body(by=SYSTEM, body=old, version=1, on=STORY_DAY)
    assert listed(officer) == []
    assert listed(officer, q="cuu chien binh") == ["Hội Cựu chiến binh (đến trước 08/12/2019)"]


def test_above_communes_ones_own_come_first_and_the_others_on_demand(country):
    rows.body(country.district, name="Huyện hội")
    rows.body(country.commune, name="Hội xã")
    rows.body(country.new_commune, name="Hội tỉnh bạn")
    watcher = people.officer(country.district)
    assert listed(watcher) == ["Huyện hội"]
    assert listed(watcher, cua="tat-ca") == ["Hội xã", "Huyện hội"]
    assert listed(watcher, q="hoi") == ["Hội xã", "Huyện hội"]
    one = {"don-vi": country.commune.public_id}
    assert listed(watcher, **one) == ["Hội xã"]


def test_an_empty_list_says_the_next_step_to_who_may_take_it(country, officer):
    def empty(actor, **query):
        return client_of(actor).get(reverse("units:bodies"), query).context["list"].empty

    mine = empty(officer)
    assert (mine.title, mine.action) == (
        "Xã Phước Ninh chưa có cơ quan, tổ chức nào trong danh sách",
        "Thêm cơ quan, tổ chức",
    )
    assert mine.url == f"/dia-ban/co-quan/them/?don-vi={country.commune.public_id}"
    assert empty(people.officer(country.district), **{"don-vi": country.commune.public_id}).url == ""
    assert empty(officer, loai="school").title == "Không có gì khớp bộ lọc này"
    assert empty(officer, q="xyz").title == "Không tìm thấy “xyz”"


def test_another_units_list_does_not_exist(country, officer):
    for place in (country.neighbour, country.district):
        url = f"{reverse('units:bodies')}?don-vi={place.public_id}"
        assert client_of(officer).get(url).status_code == 404


# --- one body -----------------------------------------------------------------------------------
def test_the_line_upward_is_that_of_the_day_looked_at(country, officer):
    lower = rows.body(country.commune, "mass-organisation", name="Hội Phụ nữ xã")
    district = rows.body(country.district, "mass-organisation", name="Hội Phụ nữ huyện")
    province = rows.body(country.province, "mass-organisation", name="Hội Phụ nữ tỉnh")
    line(district, province)
    line(lower, district)
    line(lower, province, date(2019, 6, 1))

    def above(**query) -> list[str]:
        return [one.body.name for one in opened(officer, lower, **query).context["around"].above]

    assert above() == ["Hội Phụ nữ tỉnh"]
    assert above(ngay="31/05/2019") == ["Hội Phụ nữ huyện", "Hội Phụ nữ tỉnh"]
    page = opened(officer, lower)
    assert [(row.valid_from, one.body.name, one.is_open) for row, one in page.context["around"].history] == [
        (date(2019, 6, 1), "Hội Phụ nữ tỉnh", False),
        (None, "Hội Phụ nữ huyện", False),
    ]
    text = page.content.decode()
    assert f"/dia-ban/co-quan/{province.public_id}/" not in text


def test_whom_one_may_not_see_is_named_above_but_nobody_to_call(country, officer):
    lower = rows.body(country.commune)
    above = rows.body(
        country.district, name="Huyện hội", contact_name="Lý Thị Kín", contact_phone="0912 345 670"
    )
    line(lower, above)
    text = opened(officer, lower).content.decode()
    assert "Huyện hội" in text
    assert "Lý Thị Kín" not in text
    assert "345 670" not in text


def test_below_a_body_stand_those_that_one_may_see(country):
    above = rows.body(country.province, name="Tỉnh hội")
    ours, theirs = rows.body(country.commune, name="Hội xã"), rows.body(country.neighbour, name="Hội xã bên")
    for lower in (ours, theirs):
        line(lower, above)
    end_body(by=SYSTEM, body=theirs, version=2, on=STORY_DAY)
    watcher = people.officer(country.province)
    assert [one.name for one in opened(watcher, above).context["around"].below] == ["Hội xã"]
    before = (STORY_DAY - timedelta(days=1)).isoformat()
    assert len(opened(watcher, above, ngay=before).context["around"].below) == 2


def test_a_look_from_outside_is_noted_and_ones_own_is_not(country, officer):
    kept = rows.body(country.commune)
    opened(officer, kept)
    listed(officer)
    assert not AuditEntry.objects.filter(outside=True).exists()
    watcher = people.officer(country.district)
    opened(watcher, kept)
    listed(watcher, **{"don-vi": country.commune.public_id})
    assert sorted(AuditEntry.objects.filter(outside=True).values_list("action", "custodian_id")) == [
        ("body.list", country.commune.pk),
        ("body.view", country.commune.pk),
    ]


def test_the_page_of_a_unit_counts_its_bodies_and_leads_to_them(country, officer):
    rows.body(country.commune, "front")
    rows.body(country.hamlet, "school")
    rows.body(country.hamlet, "school")
    rows.body(country.neighbour, "school")
    page = client_of(officer).get(reverse("units:detail", args=[country.commune.public_id]))
    assert [(kind.value, number) for kind, number in page.context["bodies"]] == [("front", 1), ("school", 2)]
    text = " ".join(page.content.decode().split())
    assert "Cơ quan, tổ chức (3)" in text
    assert len(listed(officer, **{"don-vi": country.commune.public_id, "loai": "school"})) == 2
    # The district holds our commune, and is none of ours to list.
    for place in (country.neighbour, country.district):
        beside = client_of(officer).get(reverse("units:detail", args=[place.public_id]))
        assert "Cơ quan, tổ chức (" not in " ".join(beside.content.decode().split())


# --- forms --------------------------------------------------------------------------------------
def test_a_body_is_entered_with_one_choice_of_kind_and_level(country, officer):
    sent = {
        "key": KEY,
        "unit": country.hamlet.public_id,
        "kind": "school:primary",
        "name": "Trường Tiểu học số 1",
        "contact_phone": "0912345678",
        "valid_from": "01/09/2015",
    }
    answer = client_of(officer).post(reverse("units:new-body"), sent)
    made = Body.objects.unscoped("test").get()
    assert answer.url == reverse("units:body", args=[made.public_id])
    assert (made.kind, made.school_level, made.unit, made.contact_phone, made.valid_from) == (
        "school",
        "primary",
        country.hamlet,
        "0912 345 678",
        date(2015, 9, 1),
    )


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("kind", "", "Chưa trả lời"),
        ("kind", "school:large", "không có ở đây"),
        ("name", " ", "Chưa trả lời"),
        ("contact_phone", "12", "Số điện thoại chưa đúng"),
        ("valid_from", "09/12/2019", "còn ở phía trước"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(country, officer, field, value, says):
    sent = {"key": KEY, "unit": country.commune.public_id, "kind": "front", "name": "Mặt trận", field: value}
    page = client_of(officer).post(reverse("units:new-body"), sent)
    assert list(page.context["form"].errors) == [field]
    assert says in str(page.context["form"].errors)
    assert not Body.objects.unscoped("test").exists()


def test_a_kind_without_a_trait_forgets_the_one_of_before(country, officer):
    kept = rows.body(country.commune, "school", school_level="primary")
    url = reverse("units:edit-body", args=[kept.public_id])
    page = client_of(officer).get(url)
    assert page.context["form"]["kind"].value() == "school:primary"
    client_of(officer).post(url, {"version": 1, "kind": "agency", "name": "Trạm Y tế"})
    kept.refresh_from_db()
    assert (kept.kind, kept.school_level, kept.name) == ("agency", "", "Trạm Y tế")


def test_an_end_is_undone_by_the_strip_that_offers_it(country, officer):
    kept, client = rows.body(country.commune), client_of(officer)
    url = reverse("units:end-body", args=[kept.public_id])
    page = client.post(url, {"version": 1, "on": "01/12/2019"}, follow=True)
    assert "ngày cuối cùng là 30/11/2019" in page.content.decode()
    undo = reverse("units:reopen-body", args=[kept.public_id])
    assert f'action="{undo}"' in page.content.decode()
    client.post(undo)
    kept.refresh_from_db()
    assert kept.valid_to is None


def test_a_turn_of_the_line_is_undone_by_the_strip_that_offers_it(country, officer):
    lower, first = rows.body(country.commune), rows.body(country.district, name="Một")
    second, client = rows.body(country.district, name="Hai"), client_of(officer)
    line(lower, first, date(2019, 1, 1))
    url = reverse("units:body-line", args=[lower.public_id])
    given = {"version": 2, "above": second.public_id, "on": "01/06/2019"}
    page = client.post(url, given, follow=True)
    text = page.content.decode()
    assert f'name="dong" value="{first.public_id}|2019-01-01|"' in text
    undo = reverse("units:undo-body-line", args=[lower.public_id])
    client.post(undo, {"version": "3", "dong": [f"{first.public_id}|2019-01-01|"]})
    assert [(row.above, row.valid_from, row.valid_to) for row in lower.lines.all()] == [
        (first, date(2019, 1, 1), None)
    ]


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"version": "x"},
        {"version": "1", "dong": "x"},
        {"version": "1", "dong": "1|2|3"},
        {"version": "1", "dong": "99999999999||"},
        {"version": "²", "dong": []},
    ],
)
def test_an_undo_that_the_strip_never_wrote_changes_nothing(country, officer, sent):
    kept = rows.body(country.commune)
    url = reverse("units:undo-body-line", args=[kept.public_id])
    page = client_of(officer).post(url, sent, follow=True)
    assert "Không hoàn tác được" in page.content.decode()
    kept.refresh_from_db()
    assert kept.version == 1


def test_a_line_ends_only_where_there_is_one(country, officer):
    lower, above = rows.body(country.commune), rows.body(country.commune)
    url = reverse("units:body-line", args=[lower.public_id])
    none = ("-", "Không trực thuộc cơ quan, tổ chức nào")
    assert none not in client_of(officer).get(url).context["form"].fields["above"].choices
    line(lower, above, date(2019, 1, 1))
    assert none in client_of(officer).get(url).context["form"].fields["above"].choices
    client_of(officer).post(url, {"version": 2, "above": "-", "on": "01/06/2019"})
    assert [row.valid_to for row in lower.lines.all()] == [date(2019, 6, 1)]

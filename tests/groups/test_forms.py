"""What the forms of groups and totals ask before something is replaced, and where they say a "no"."""

import pytest
from django.urls import reverse

from groups.models import CoverageBase
from groups.services import close_group, set_base
from tests.architecture.world import client_of
from tests.conftest import STORY_DAY
from tests.factories import people
from tests.factories.rows import group

pytestmark = pytest.mark.django_db
BASE = {
    "subject": "households",
    "year": "2019",
    "count": "1.480",
    "source": "Thống kê xã",
    "as_of": "02/05/2019",
}
TOLD = {
    "groups:base": "Năm 2019 đang có tổng số 1.480 hộ gia đình, tính đến 02/05/2019. Số mới thay số này, và tỷ lệ của cả năm 2019 được tính lại.",
}
KEPT = {"groups:base": (CoverageBase, "count")}


@pytest.fixture
def officer(country):
    return people.officer(country.commune)


@pytest.fixture
def browser(officer):
    return client_of(officer)


def kept(page):
    model, figure = KEPT[page]
    return list(model.objects.unscoped("test").values_list(figure, flat=True))


@pytest.mark.parametrize(
    ("page", "first", "second"),
    [
        ("groups:base", BASE, BASE | {"count": "2.000", "as_of": "08/12/2019"}),
        ("groups:base", BASE, BASE | {"count": "2.000"}),
        ("groups:base", BASE, BASE | {"as_of": "08/12/2019"}),
        ("groups:base", BASE, BASE | {"count": "0"}),
    ],
)
def test_a_figure_is_replaced_only_once_the_person_saw_what_stands(browser, page, first, second):
    url = reverse(page)
    assert browser.post(url, first).status_code == 302
    before = kept(page)
    asked = browser.post(url, second)
    assert asked.status_code == 200
    text = asked.content.decode()
    assert TOLD[page] in text
    assert 'type="checkbox" name="replaces"' in text
    assert kept(page) == before
    assert browser.post(url, second | {"replaces": "on"}).status_code == 302
    figure = KEPT[page][1]
    assert kept(page) == [int(second[figure].replace(".", ""))]


@pytest.mark.parametrize(("page", "given"), [("groups:base", BASE)])
def test_what_replaces_nothing_is_not_asked(browser, page, given):
    url = reverse(page)
    for more in ({}, {}, {"year": "2018"}, {"subject": "agencies"}):
        assert browser.post(url, given | more).status_code == 302
    model, _name = KEPT[page]
    kept = model.objects.unscoped("test").order_by("year", "subject").values_list("year", "subject")
    assert list(kept) == [(2018, "households"), (2019, "agencies"), (2019, "households")]


@pytest.mark.parametrize(("page", "given"), [("groups:base", BASE)])
def test_the_form_tells_what_stands_when_it_is_opened_for_it(browser, page, given):
    url = reverse(page)
    browser.post(url, given)
    assert TOLD[page] in browser.get(url, {"doi-tuong": "households"}).content.decode()
    for other in ("", "agencies"):
        assert TOLD[page] not in browser.get(url, {"doi-tuong": other}).content.decode()


def test_a_form_with_a_year_that_is_none_still_answers(browser):
    browser.post(reverse("groups:base"), BASE)
    for year in ("", "x", "²019", "20199", "1.5"):
        assert browser.post(reverse("groups:base"), BASE | {"year": year, "count": "5"}).status_code == 200
    assert [base.count for base in CoverageBase.objects.unscoped("test")] == [1480]


def test_the_old_figure_is_named_when_it_was_replaced(browser):
    browser.post(reverse("groups:base"), BASE)
    saved = browser.post(reverse("groups:base"), BASE | {"count": "2000", "replaces": "on"}, follow=True)
    assert "trước là 1.480, nay là 2.000. Tỷ lệ của cả năm được tính lại." in saved.content.decode()


def test_a_total_of_none_is_an_entered_value(country, officer, browser):
    group(country.hamlet)
    make = {"by": officer, "unit": country.commune, "year": 2019, "source": "Thống kê xã", "as_of": STORY_DAY}
    set_base(subject="enterprises", count=0, **make)
    for subject in ("households", "agencies", "hamlets", "residents-groups"):
        set_base(subject=subject, count=5, **make)
    text = " ".join(browser.get(reverse("groups:coverage")).content.decode().split())
    assert "0 doanh nghiệp · Thống kê xã, 08/12/2019 · <a" in text
    assert f'{reverse("groups:base")}?doi-tuong=enterprises">sửa' in text
    assert "Chưa nhập tổng số" not in text


def test_a_taken_name_is_said_beside_it_with_the_way_to_its_bearer(country, browser):
    twin = group(country.hamlet, name="Nhóm Zalo ấp 1")
    other = group(country.hamlet, name="Nhóm khác")
    given = {
        "unit": country.hamlet.public_id,
        "name": "NHÓM  Zalo ấp 1",
        "kind": "hamlet",
        "opened_on": "01/12/2019",
        "key": "8a6e0804-2bd0-4672-b79d-d97027f9071a",
        "version": other.version,
    }
    for url in (reverse("groups:new"), reverse("groups:edit", args=[other.public_id])):
        asked = browser.post(url, given)
        assert asked.context["form"].errors.keys() == {"name"}
        assert "Ấp 1 đã có nhóm tên như vậy" in asked.context["form"].errors["name"][0]
        assert (
            f'<a href="{reverse("groups:detail", args=[twin.public_id])}">Nhóm Zalo ấp 1</a>'
            in asked.content.decode()
        )
    close_group(
        by=people.officer(country.commune), group=twin, version=twin.version, on=STORY_DAY, reason="merged"
    )
    assert browser.post(reverse("groups:new"), given).status_code == 302


@pytest.mark.parametrize("page", ["groups:base"])
def test_the_draft_of_one_subject_is_not_that_of_another(browser, page):
    subjects = ["", "households", "enterprises", "x"]
    kinds = {
        subject: browser.get(reverse(page), {"doi-tuong": subject})
        .content.decode()
        .partition('data-draft="')[2][:30]
        for subject in subjects
    }
    assert kinds["households"] != kinds["enterprises"] != kinds[""] == kinds["x"]
    assert all(kinds.values())

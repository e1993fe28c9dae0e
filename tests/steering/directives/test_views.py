"""Pages of the register of papers."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from portal.steering.directives.services import end_directive
from portal.steering.models import Directive
from tests.architecture.world import client_of
from tests.conftest import STORY_DAY
from tests.factories import people
from tests.factories.steering import directive
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db


def given(**more):
    fields = {"key": str(uuid.uuid4()), "kind": "plan", "way": "issued", "code": "68/KH-UBND"}
    fields |= {"issuer": "Ủy ban nhân dân xã", "issued_on": "12/04/2019", "title": "Triển khai mô hình"}
    return fields | more


def test_a_paper_is_written_with_what_it_rests_on_and_stands_in_its_chain(country):
    officer = people.officer(country.commune)
    basis = directive(country.commune, code="22/HD-BCA", by=officer, issued_on=date(2019, 1, 1))
    browser = client_of(officer)
    answer = browser.post(reverse("steering:new-directive"), given(bases=[basis.public_id]), follow=True)
    page = answer.content.decode()
    assert "22/HD-BCA" in page
    assert page.index("22/HD-BCA") < page.index("<strong>Kế hoạch 68/KH-UBND</strong>")


def test_nothing_typed_is_lost_when_a_paper_is_refused(country):
    browser = client_of(people.officer(country.commune))
    answer = browser.post(reverse("steering:new-directive"), given(issued_on="12/04/2119"))
    page = answer.content.decode()
    assert "Ngày ban hành" in page
    assert "Triển khai mô hình" in page
    assert not Directive.objects.unscoped("test").exists()


def test_only_a_unit_with_others_below_is_asked_whether_it_hands_a_paper_down(country):
    for unit, asked in ((country.commune, False), (country.district, True), (country.province, True)):
        page = client_of(people.officer(unit)).get(reverse("steering:new-directive")).content.decode()
        assert ('name="handed_down"' in page) is asked


def test_what_a_reader_above_sees_has_no_button_that_changes_it(country):
    kept = directive(country.commune)
    url = reverse("steering:directive", args=[kept.public_id])
    assert "Hết hiệu lực" in client_of(people.officer(country.commune)).get(url).content.decode()
    assert "Hết hiệu lực" not in client_of(people.officer(country.district)).get(url).content.decode()


def test_the_end_of_a_paper_is_undone_from_its_strip(country):
    officer = people.officer(country.commune)
    kept = directive(country.commune, by=officer)
    browser = client_of(officer)
    ended = {"version": "1", "on": "01/12/2019", "note": "Thay thế bằng Kế hoạch 70"}
    page = browser.post(
        reverse("steering:end-directive", args=[kept.public_id]), ended, follow=True
    ).content.decode()
    assert "Thay thế bằng Kế hoạch 70" in page
    browser.post(reverse("steering:restore-directive", args=[kept.public_id]))
    kept.refresh_from_db()
    assert kept.ended_on is None


def test_what_a_unit_below_hands_down_is_not_offered_above_it(country):
    directive(country.district, handed_down=True, code="86/KH-HUYEN")
    new = reverse("steering:new-directive")
    assert "86/KH-HUYEN" not in client_of(people.officer(country.province)).get(new).content.decode()
    assert "86/KH-HUYEN" in client_of(people.officer(country.commune)).get(new).content.decode()


@pytest.mark.parametrize(
    ("days", "words", "found"),
    [
        (-1, "hết hiệu lực từ 07/12/2019", "hết hiệu lực từ 07/12/2019"),
        (0, "hết hiệu lực từ 08/12/2019", "hết hiệu lực từ 08/12/2019"),
        (1, "sẽ hết hiệu lực từ 09/12/2019", ""),
    ],
)
def test_a_paper_is_shown_as_in_force_until_the_day_before_its_end(country, days, words, found):
    kept = directive(country.commune, title="Triển khai mô hình")
    end_directive(by=SYSTEM, directive=kept, version=kept.version, on=STORY_DAY + timedelta(days))
    derived = directive(country.commune, kept)
    browser = client_of(people.officer(country.commune))

    table = browser.get(reverse("steering:directives")).content.decode()
    assert f"Triển khai mô hình ({words})" in table
    own = browser.get(reverse("steering:directive", args=[kept.public_id])).content.decode()
    assert f"Văn bản {words}." in own
    chain = browser.get(reverse("steering:directive", args=[derived.public_id])).content.decode()
    assert f"· {words}" in chain
    (section,) = browser.get(reverse("find"), {"q": "triển khai"}).context["found"]
    (result,) = section.results
    assert result.facts[2:-1] == ([found] if found else [])


def test_a_paper_without_an_end_says_nothing_of_one(country):
    kept = directive(country.commune)
    browser = client_of(people.officer(country.commune))
    for address in (reverse("steering:directives"), reverse("steering:directive", args=[kept.public_id])):
        assert "hết hiệu lực từ" not in browser.get(address).content.decode()

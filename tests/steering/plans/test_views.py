"""Pages of plans and tasks: what they say, and what goes through their forms."""

import re
import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups.services import set_base
from portal.bodies.services import create_body
from portal.core import indicators
from portal.steering.models import Plan
from portal.steering.plans import selectors
from portal.steering.plans.standing import MEASURED_BY, standings
from tests.architecture.world import client_of
from tests.factories import people, rows
from tests.factories.steering import cost, plan, task, with_costs
from tests.factories.units import SYSTEM

pytestmark = pytest.mark.django_db


def read(actor, name, *keys, query="") -> str:
    answer = client_of(actor).get(reverse(name, args=keys) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("key", MEASURED_BY.values())
def test_what_measures_a_subject_is_a_ratio_of_the_registry(key):
    assert indicators.get(key).is_ratio


def test_a_target_stands_beside_what_is_counted_and_what_is_asked_from_above(country):
    officer = people.officer(country.commune)
    rows.group(country.hamlet, kind="hamlet", by=officer)
    base = {"subject": "hamlets", "year": 2019, "count": 2, "source": "Xã", "as_of": date(2019, 12, 1)}
    set_base(by=officer, unit=country.commune, **base)
    plan(country.province, handed_down=True, targets={("hamlets", 2019): 100, ("tips", 2019): 100})
    row = plan(country.commune, targets={("hamlets", 2019): 50, ("forces", 2019): 10})
    found = {line.subject.value: line for line in standings(officer, row, 2019)}
    assert set(found) == {"hamlets", "forces", "tips"}
    hamlets = found["hamlets"]
    assert (hamlets.value, hamlets.parts, hamlets.is_met, hamlets.is_lower_than_above) == (
        50,
        "1/2",
        True,
        True,
    )
    assert (found["forces"].value, found["forces"].is_met) == (None, None)
    assert (found["tips"].target, found["tips"].above.percent) == (None, 100)
    page = read(officer, "steering:plan", row.public_id)
    assert "chỉ tiêu của đơn vị thấp hơn" in page
    assert "Tỉnh Tây Ninh giao 100%" in page


def test_a_draft_leads_to_its_beginning_and_a_plan_in_force_to_no_end(country):
    leader = people.officer(country.commune)
    draft, begun = plan(country.commune, begun=False, purpose="other"), plan(country.commune)
    shown = {
        row.state: read(leader, "steering:plan", row.public_id).partition("<main")[2]
        for row in (draft, begun)
    }
    leads = {
        state: re.findall(r'class="btn btn-primary" href="[^"]+/([a-z-]+)/"', page)
        for state, page in shown.items()
    }
    assert leads == {"draft": ["thuc-hien"], "in-force": []}


def test_a_leader_sees_what_is_late_without_a_click(country):
    row = plan(country.commune)
    task(row, text="Họp dân", due_on=date(2019, 12, 20))
    task(row, text="Ký cam kết", due_on=date(2019, 12, 1))
    page = read(people.leader(country.commune), "steering:plan", row.public_id)
    assert "1 việc quá hạn" in page
    assert page.index("Ký cam kết") < page.index("Họp dân")


def test_of_a_plan_handed_down_one_sees_what_is_handed_down(country):
    down = plan(country.province, handed_down=True, targets={("hamlets", 2019): 100})
    with_costs(down, cost(text="Tiền của tỉnh"))
    task(down, text="Việc của tỉnh")
    task(down, text="Việc của mỗi xã", for_below=True, owner_unit=None)
    page = read(people.officer(country.commune), "steering:plan", down.public_id)
    assert "Việc của mỗi xã" in page
    assert "Việc của tỉnh" not in page
    assert "Tiền của tỉnh" not in page
    assert "Sửa" not in page


def test_the_texts_of_a_plan_are_typed_shown_and_changed(country):
    browser = client_of(people.officer(country.commune))
    fields = {"purpose": "model", "title": "Kế hoạch", "first_year": "2019", "last_year": "2019"}
    typed = fields | {"aims": "- Phòng ngừa\r\n- Nắm tình hình", "demands": "- Kịp thời", "measures": ""}
    page = browser.post(
        reverse("steering:new-plan"), typed | {"key": str(uuid.uuid4())}, follow=True
    ).content.decode()
    assert "- Phòng ngừa<br>- Nắm tình hình" in page
    assert "Nhiệm vụ, giải pháp chung" not in page
    kept = Plan.objects.unscoped("test").get()
    url = reverse("steering:edit-plan", args=[kept.public_id])
    assert "- Nắm tình hình" in browser.get(url).content.decode()
    browser.post(url, typed | {"aims": "", "measures": "- Đến từng hộ", "version": kept.version})
    kept.refresh_from_db()
    assert (kept.aims, kept.demands, kept.measures) == ("", "- Kịp thời", "- Đến từng hộ")


@pytest.mark.parametrize("name", ["aims", "demands", "measures"])
def test_a_text_with_a_mark_of_secrecy_is_refused_beside_its_field(country, name):
    with pytest.raises(ValidationError) as refused:
        plan(country.commune, **{name: "- Nội dung bình thường\nTUYỆT MẬT"})
    assert list(refused.value.message_dict) == [name]


def test_lines_pasted_from_a_spreadsheet_are_shown_before_they_are_saved(country):
    officer = people.officer(country.commune)
    row = with_costs(plan(country.commune), cost(text="Đã có"), by=officer)
    url, browser = reverse("steering:plan-costs", args=[row.public_id]), client_of(officer)
    (line,) = selectors.estimate(row, 2019).lines
    typed = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "version": str(row.version)}
    typed |= {
        f"form-0-{name}": str(getattr(line, name)) for name in ("text", "measure", "quantity", "unit_price")
    }
    typed["form-0-line"] = line.public_id
    shown = browser.post(url, typed | {"paste": "Nước uống\tlần\t4\t200.000", "them": "1"})
    assert "chưa lưu" in shown.content.decode()
    cells = [form.initial.get("text") for form in shown.context["lines"]]
    assert cells[:2] == ["Đã có", "Nước uống"]
    assert len(selectors.estimate(row, 2019).lines) == 1
    both = typed | {"form-TOTAL_FORMS": "2", "form-1-text": "Nước uống", "form-1-measure": "lần"}
    assert browser.post(url, both | {"form-1-quantity": "4", "form-1-unit_price": "một"}).status_code == 200
    assert (
        browser.post(url, both | {"form-1-quantity": "4", "form-1-unit_price": "200.000"}).status_code == 302
    )
    assert [(one.text, one.amount) for one in selectors.estimate(row, 2019).lines] == [
        ("Đã có", 1_000_000),
        ("Nước uống", 800_000),
    ]


def test_a_second_plan_of_a_year_asks_whether_it_takes_the_place_of_the_first(country):
    officer = people.officer(country.commune)
    held, new = plan(country.commune, by=officer), plan(country.commune, by=officer, begun=False)
    url, browser = reverse("steering:begin-plan", args=[new.public_id]), client_of(officer)
    asked = browser.post(url, {"version": new.version})
    assert held.title in asked.content.decode()
    browser.post(url, {"version": new.version, "replacing": "on"})
    states = dict(Plan.objects.unscoped("test").values_list("pk", "state"))
    assert states == {held.pk: "replaced", new.pk: "in-force"}


def test_a_hamlet_head_and_a_bodys_people_find_and_report_their_tasks(country):
    head = people.officer(country.hamlet)
    body = create_body(by=SYSTEM, unit=country.commune, kind="front", name="Mặt trận")
    row = plan(country.commune)
    own = task(row, text="Họp dân", owner_unit=country.hamlet)
    theirs = task(row, text="Vận động hộ dân", owner_unit=None, owner_body=body)
    assert "Việc được giao · 1" in read(head, "home")
    page = read(head, "steering:own-tasks")
    assert "Họp dân" in page
    assert "Vận động hộ dân" not in page
    given = {"version": "1", "result": "Đã họp"}
    assert (
        client_of(head).post(reverse("steering:report-task", args=[own.public_id]), given).status_code == 302
    )
    own.refresh_from_db()
    assert own.state == "done"
    assert client_of(head).get(reverse("steering:task", args=[theirs.public_id])).status_code == 404


def test_own_tasks_ask_as_often_for_three_rows_as_for_one(country, django_assert_max_num_queries):
    head, row = people.officer(country.hamlet), plan(country.commune)
    browser = client_of(head)
    for _more in range(3):
        task(row, owner_unit=country.hamlet)
        with django_assert_max_num_queries(12):
            browser.get(reverse("steering:own-tasks"))


def test_a_draft_is_copied_from_last_years_by_its_form(country):
    officer = people.officer(country.commune)
    source = plan(country.commune, by=officer)
    given = {"key": str(uuid.uuid4()), "source": source.public_id, "first_year": "2020", "last_year": "2020"}
    browser = client_of(officer)
    page = browser.get(reverse("steering:copy-plan")).content.decode()
    assert 'value="2020"' in page
    assert browser.post(reverse("steering:copy-plan"), given).status_code == 302
    assert Plan.objects.unscoped("test").filter(copied_from=source, state="draft").count() == 1

"""A new officer's first morning: password, authenticator, recovery codes; away from the PC and back again."""

import subprocess
import sys
from base64 import b32decode

import pytest
from django_otp.oath import TOTP
from playwright.sync_api import expect

from tests.journeys.conftest import ROOT, Portal, served

GIVEN, OWN = "mat-khau-tam-thoi-2025", "cua-rieng-chi-lan-2025"
NAME = "can-bo.lan"
IDLE = 12
_ADD = f"""
from datetime import date
from portal.accounts.actor import SystemActor
from portal.accounts.services import add_person_with_role
from portal.units.selectors import unit_by_code
day = date(2025, 7, 1)
add_person_with_role(by=SystemActor("journey"), username="{NAME}", full_name="Lê Thị Lan", password="{GIVEN}",
                     role="commune-officer", unit=unit_by_code("25387", day), valid_from=day)
"""


@pytest.fixture(scope="module")
def hasty(portal: Portal):
    """The address of the same portal served once more, by a server whose screens lock after seconds."""
    env = portal.env | {"IDLE_LOCK_SECONDS": str(IDLE)}
    subprocess.run([sys.executable, "manage.py", "shell", "-c", _ADD], cwd=ROOT, env=env, check=True)
    with served(env) as url:
        yield url


@pytest.mark.parametrize("where", ["desk", "phone"])
def test_the_door_tells_a_stranger_nothing(person, where):
    stranger = person(where)
    stranger.go("/tai-khoan/vao/")
    for _time in range(5):
        _give_name(stranger.page, f"khong-co-ai-{where}", "khong-phai-mat-khau")
        stranger.check_page()
    expect(stranger.page.get_by_role("heading", name="Tạm dừng đăng nhập")).to_be_visible()
    stranger.finds_nothing_wrong()


def test_the_first_morning(person, hasty):
    lan = person("desk")
    lan.url, page = hasty, lan.page

    # The first time: the app is set up, codes are put away, and the password becomes her own.
    lan.go("/tin-bao/")
    _give_name(page, NAME, GIVEN)
    expect(page.get_by_role("heading", name="Cài ứng dụng xác thực")).to_be_visible()
    lan.check_page()
    page.get_by_text("Không quét được?").click()
    key = b32decode(page.locator(".secret-key").inner_text().replace(" ", ""))
    page.get_by_label("Mã đang hiện").fill(_code(key))
    page.get_by_role("button", name="Xong, bật xác thực").click()
    recovery = page.locator(".recovery-codes li")
    expect(recovery).to_have_count(10)
    lan.check_page()
    spare = recovery.first.inner_text()
    page.get_by_role("link", name="Đã cất").click()
    expect(page.get_by_text("do người khác đặt")).to_be_visible()
    lan.check_page()
    page.get_by_label("Mật khẩu hiện nay").fill(GIVEN)
    page.get_by_label("Mật khẩu mới", exact=True).fill(OWN)
    page.get_by_label("Nhập lại mật khẩu mới").fill(OWN)
    page.get_by_role("button", name="Đổi mật khẩu").click()
    expect(page.get_by_text("Đã đổi mật khẩu.")).to_be_visible()

    # Out, and in again with a code.
    lan.go("/tai-khoan/dang-nhap/")
    expect(page.get_by_text("phiên này")).to_be_visible()
    lan.check_page()
    page.locator("summary", has_text="Lê Thị Lan").click()
    page.get_by_role("button", name="Đăng xuất").click()
    _give_name(page, NAME, OWN)
    expect(page.get_by_role("heading", name="Nhập mã xác thực")).to_be_visible()
    lan.check_page()
    page.get_by_label("Mã xác thực").fill(_code(key, ahead=1))
    page.get_by_role("button", name="Vào").click()
    expect(page.get_by_role("heading", name="Hôm nay")).to_be_visible()

    # Called away while typing: the screen is covered, the text stays beneath.
    lan.go("/tin-bao/ghi/")
    text = page.get_by_label("Nội dung tin")
    text.fill("Có người lạ gõ cửa từng nhà")
    cover = page.get_by_role("dialog")
    expect(cover).to_be_visible(timeout=(IDLE + 5) * 1000)
    expect(text).to_be_hidden()
    lan.check_page()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(cover).to_be_visible()
    cover.get_by_label("Mật khẩu").fill("khong-phai")
    cover.get_by_role("button", name="Mở khóa").click()
    expect(cover.get_by_text("Chưa đúng")).to_be_visible()
    cover.get_by_label("Mật khẩu").fill(OWN)
    cover.get_by_role("button", name="Mở khóa").click()
    expect(cover).to_be_hidden()
    expect(text).to_have_value("Có người lạ gõ cửa từng nhà")
    lan.finds_nothing_wrong()

    _without_javascript(person("desk", javascript=False), hasty, spare)


def _without_javascript(lan, hasty: str, spare: str) -> None:
    """The server's own rule: what is sent after the break goes on once she is back."""
    lan.url, page = hasty, lan.page
    lan.go("/tin-bao/ghi/")
    _give_name(page, NAME, OWN)
    page.get_by_label("Mã xác thực").fill(spare)
    page.get_by_role("button", name="Vào").click()
    page.get_by_text("Tìm người, đồ, vật nuôi").click()
    page.get_by_label("Nội dung tin").fill("Lạc một con bò vàng ở đầu xóm")
    page.get_by_text("Điện thoại", exact=True).click()
    page.get_by_label("Tên người báo").fill("Người báo thử")
    page.wait_for_timeout((IDLE + 2) * 1000)
    page.get_by_role("button", name="Ghi tin").click()
    expect(page.get_by_role("heading", name="Màn hình đã khóa")).to_be_visible()
    expect(page.get_by_text("còn nguyên")).to_be_visible()
    assert "bò vàng" not in page.content()
    assert "Người báo thử" not in page.content()
    page.get_by_label("Mật khẩu").fill(OWN)
    page.get_by_role("button", name="Mở khóa").click()
    expect(page.get_by_text("Đã ghi tin báo.")).to_be_visible()
    expect(page.get_by_text("Lạc một con bò vàng ở đầu xóm").first).to_be_visible()


def _give_name(page, name: str, password: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_load_state()


def _code(key: bytes, ahead: int = 0) -> str:
    """What the app shows, or will half a minute from now: each code is taken once, and clocks may differ so much."""
    return f"{TOTP(key, t0=-30 * ahead).token():06}"

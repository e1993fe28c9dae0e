"""A smoke journey in WebKit: sign in, log a tip, see it, go back and send again, be covered and go on."""

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.journeys import webkit
from tests.journeys.conftest import served

pytestmark = pytest.mark.webkit
IDLE = 10
TEXT = "Có chó dại chạy rông ở đầu xóm"


@pytest.fixture(scope="module")
def hasty(portal):
    """The address of the same portal, served by a server whose screens lock after seconds."""
    with served(portal.env | {"IDLE_LOCK_SECONDS": str(IDLE)}) as url:
        yield url


@pytest.fixture(scope="module")
def browser(hasty):
    with webkit.started() as opened:
        yield opened


def test_an_officer_logs_a_tip_in_webkit(hasty, browser):
    wait = WebDriverWait(browser, 20)

    def find(css):
        return wait.until(lambda page: page.find_element(By.CSS_SELECTOR, css))

    def press(element):
        """By script: WebKitGTK's driver sometimes clicks where an element was before the page came to rest."""
        browser.execute_script(
            "arguments[0].scrollIntoView({block: 'center'}); arguments[0].click()", element
        )

    def is_open(path):
        wait.until(lambda page: path in page.current_url)

    browser.get(f"{hasty}/dung-thu/")
    press(find('form:has(input[value="can-bo.phuoc-ninh"]) button, button[value="can-bo.phuoc-ninh"]'))
    wait.until(lambda page: "/dung-thu/" not in page.current_url)

    # Names of a list stay readable at 1,280 px, and an empty day looks empty.
    browser.get(f"{hasty}/nhom/")
    line = "parseFloat(getComputedStyle(name).lineHeight)"
    tallest = f"[...document.querySelectorAll('td .row-link')].map((name) => name.getBoundingClientRect().height / {line})"
    assert max(browser.execute_script(f"return {tallest}")) < 3.5

    browser.get(f"{hasty}/tin-bao/ghi/")
    press(find('input[name="category"][value="theft"]'))
    press(find('input[name="unit"]'))
    press(find('input[name="channel"][value="phone"]'))
    find('[name="received_at"]').get_attribute("value")
    find('[name="summary"]').send_keys(TEXT)

    # Away from the PC: covered, and all is still there once one is back.
    cover = find("dialog.idle-lock[open]")
    assert not find('[name="summary"]').is_displayed()
    press(cover.find_element(By.CSS_SELECTOR, "button[type=submit]"))
    wait.until(lambda page: not page.find_elements(By.CSS_SELECTOR, "dialog.idle-lock"))
    assert find('[name="summary"]').get_attribute("value") == TEXT
    press(find("form.form .form-actions button[type=submit]"))
    find(".message-success")
    assert TEXT in browser.page_source
    logged = browser.current_url

    # The page one went back to has a new key, whether the browser refills its fields or not.
    browser.get(f"{hasty}/tin-bao/ghi/")
    press(find('input[name="category"][value="theft"]'))
    press(find('input[name="unit"]'))
    press(find('input[name="channel"][value="phone"]'))
    find('[name="summary"]').send_keys(TEXT)
    press(find("form.form .form-actions button[type=submit]"))
    find('input[type="checkbox"][name="again"]')
    browser.get(logged)
    assert TEXT in browser.page_source

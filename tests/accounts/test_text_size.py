"""How large a browser shows text: chosen in the menu, kept in the browser."""

import pytest
from django.test import Client

from tests.architecture.world import client_of
from tests.factories import people

pytestmark = pytest.mark.django_db
HERE = {"HTTP_REFERER": "http://testserver/nhom/"}


def html_class(browser, address="/nhom/"):
    text = browser.get(address).content.decode()
    return text[text.index("<html") :].partition(">")[0]


@pytest.mark.parametrize(("size", "shown"), [("large", "text-large"), ("larger", "text-larger")])
def test_a_size_chosen_in_the_menu_holds_and_the_usual_one_comes_back(country, size, shown):
    browser = client_of(people.officer(country.commune))
    assert browser.post("/tai-khoan/co-chu/", {"size": size}, **HERE).url == HERE["HTTP_REFERER"]
    assert f"{shown}" in html_class(browser).split('"')[3].split()
    browser.post("/tai-khoan/co-chu/", {"size": ""}, **HERE)
    assert "text-" not in html_class(browser)


def test_it_holds_before_signing_in_too(country):
    browser = Client()
    browser.cookies["text-size"] = "larger"
    assert "text-larger" in html_class(browser, "/tai-khoan/vao/")


@pytest.mark.parametrize("size", ["huge", '"><script>'])
def test_an_unknown_size_is_the_usual_one(country, size):
    browser = client_of(people.officer(country.commune))
    browser.post("/tai-khoan/co-chu/", {"size": size})
    assert "text-" not in html_class(browser)
    browser.cookies["text-size"] = size
    assert "text-" not in html_class(browser)


def test_the_way_back_never_leads_elsewhere(country):
    browser = client_of(people.officer(country.commune))
    elsewhere = {"HTTP_REFERER": "https://la.example/"}
    assert browser.post("/tai-khoan/co-chu/", {"size": "large"}, **elsewhere).url == "/"

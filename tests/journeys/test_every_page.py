"""Every page each persona's menu leads to, on phone and PC: nothing wrong by axe, no sideways scrolling."""

import pytest

PAGES = {
    "can-bo.phuoc-ninh": [
        "/", "/tin-bao/", "/tin-bao/ghi/", "/nhom/", "/nhom/dang-ky/", "/nhom/do-phu/", "/nhom/do-phu/mau-so/",
        "/nhom/so-thanh-vien/", "/nhom/lan-xac-nhan/", "/nhom/xac-nhan/", "/bai-dang/", "/bai-dang/dang-ky/",
        "/bai-dang/luot-chia-se/", "/bao-cao/", "/bao-cao/the-thuc/", "/dia-ban/", "/dia-ban/?q=duc+quang", "/tai-khoan/the/",
        "/nhat-ky/nguoi-ngoai-xem/", "/tai-khoan/ban-giao/", "/tai-khoan/ai-duoc-xem/",
        "/thong-bao/", "/thong-bao/cach-nhan/", "/thong-bao/thu-dien-tu/",
    ],
    "tinh.tay-ninh-2019": ["/", "/tin-bao/", "/nhom/", "/bao-cao/?xem=cap-duoi"],
    "tinh.dong-nai": ["/"],
    "quan-tri.phuoc-ninh": [
        "/", "/tai-khoan/nguoi-dung/", "/tai-khoan/nguoi-dung/?xem=sap-toi", "/tai-khoan/nguoi-dung/them/",
        "/tai-khoan/ban-giao/", "/tai-khoan/ai-duoc-xem/", "/nhat-ky/",
    ],
    "ho-tro.tay-ninh": ["/", "/tai-khoan/nang-quyen/", "/tai-khoan/nang-quyen/?q=khong+co"],
    "lanh-dao.phuoc-ninh": [
        "/", "/tin-bao/?loc=tat-ca", "/nhat-ky/", "/nhat-ky/?viec=tip.log", "/nhat-ky/?tu=2019-12-09&den=2019-12-01",
        "/nhat-ky/nguoi-ngoai-xem/",
    ],
    "truong-ap.phuoc-le": ["/", "/nhom/", "/nhom/lan-xac-nhan/", "/tin-bao/", "/bao-cao/", "/thong-bao/", "/thong-bao/cach-nhan/"],
    "van-thu.bui-la-nhan": ["/", "/ban-chi-dao/van-ban/", "/ban-chi-dao/van-ban/them/"],
    "chu-tich.bui-la-nhan": ["/", "/ban-chi-dao/ke-hoach/"],
    "khu-vuc.thuan-loi": ["/", "/tin-bao/", "/nhom/"],
    "can-bo.ha-giang": [
        "/", "/ban-chi-dao/van-ban/", "/ban-chi-dao/van-ban/them/", "/ban-chi-dao/ke-hoach/", "/ban-chi-dao/ke-hoach/lap-tu/",
        "/ban-chi-dao/hoat-dong/", "/ban-chi-dao/hoat-dong/them/", "/ban-chi-dao/can-khac-phuc/", "/ban-chi-dao/kho-khan/",
        "/ban-chi-dao/viec/", "/ban-chi-dao/the-thuc/committee/",
    ],
    "can-bo.thuan-loi": ["/ban-chi-dao/an-toan-antt/"],
    "mat-tran.thuan-loi": ["/", "/ban-chi-dao/viec/", "/ban-chi-dao/kho-khan/", "/ban-chi-dao/kho-khan/neu/"],
    "cong-nhan.phuoc-ninh": ["/", "/nhom/xac-nhan/", "/bai-dang/can-chia-se/"],
}  # fmt: skip


@pytest.mark.parametrize("where", ["desk", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_a_persona(person, name, where):
    someone = person(where)
    someone.enter_as(name)
    for path in PAGES[name]:
        assert someone.go(path) == 200, path
        someone.check_page()
    someone.finds_nothing_wrong()


# What has no address of its own in the seed: page, and what is clicked there.
BEHIND = {
    "can-bo.phuoc-ninh": [
        ("/nhom/", ".row-link"),
        ("/tin-bao/", ".row-link"),
        ("/bao-cao/", ".row-link"),
        ("/bao-cao/", ".choice"),
        ("/nhom/do-phu/", ".coverage-line > p a"),
        ("/dia-ban/", ".columns-list a"),
        ("/dia-ban/", ".section-head > a"),
    ],
    "can-bo.ha-giang": [
        ("/dia-ban/", 'a[href^="/ban-chi-dao/"]'),
        ("/ban-chi-dao/ke-hoach/", ".row-link"),
        ("/ban-chi-dao/van-ban/", ".row-link"),
    ],
    "truong-ap.phuoc-le": [("/bao-cao/", ".choice"), ("/nhom/", ".row-link"), ("/bai-dang/can-chia-se/", ".choice")],
    "quan-tri.phuoc-ninh": [("/tai-khoan/nguoi-dung/", ".row-link"), ("/dia-ban/", ".columns-list a")],
    "tinh.tay-ninh-2019": [("/", ".figure-value a")],
}  # fmt: skip


@pytest.mark.parametrize("name", BEHIND)
def test_pages_behind_a_click_on_a_phone(person, name):
    someone = person("phone")
    someone.enter_as(name)
    for path, what in BEHIND[name]:
        someone.go(path)
        someone.page.locator(f"main {what}").first.click()
        someone.check_page()
    someone.finds_nothing_wrong()


def test_at_the_largest_text_words_have_the_width_of_a_phone(person):
    """Entries of the first page, names to tick and cards of lists: what is read takes most of the width, not the space around it."""
    head = person("phone")
    head.page.context.add_cookies([{"name": "text-size", "value": "larger", "url": head.url}])
    head.enter_as("truong-ap.phuoc-le")
    shares = {"/": (".action-tile > span:not([class])", 280), "/nhom/xac-nhan/": (".choice > span", 200)}
    for path, (words, least) in (shares | {"/nhom/": (".list td:nth-child(2)", 280)}).items():
        head.go(path)
        assert head.page.locator(words).first.bounding_box()["width"] >= least, path
        head.check_page()
    head.finds_nothing_wrong()


@pytest.mark.parametrize("where", ["desk", "phone"])
def test_the_doors(person, where):
    stranger = person(where)
    for path in ("/tai-khoan/vao/", "/dung-thu/"):
        stranger.go(path)
        stranger.check_page()
    stranger.finds_nothing_wrong()


def test_a_phones_first_load_is_under_150_kilobytes(person):
    """First load of the heaviest first page on a phone, as it travels (compressed)."""
    head = person("phone")
    head.enter_as("can-bo.phuoc-ninh")
    devtools = head.page.context.new_cdp_session(head.page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    received = []
    devtools.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    head.page.goto(head.url + "/tin-bao/?loc=tat-ca", wait_until="networkidle")
    assert 0 < sum(received) < 150_000

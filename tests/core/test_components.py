"""Numbers, days and due dates read as people write them; every piece says the same with eyes and without."""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.template import engines
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from portal.core import formatting
from portal.core.templatetags.components import TONES
from tests.markup import unindented

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for each in settings.TEMPLATES[0]["DIRS"] for path in each.rglob("*.html"))
NOW = datetime(2019, 12, 5, 14, 5, tzinfo=timezone(timedelta(hours=7)))


def render(source, **context):
    """Render a template that may use every component."""
    return engines["django"].from_string("{% load components %}" + source).render({"now": NOW, **context})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "—"),
        (0, "0"),
        (1500, "1.500"),
        (-1234567, "−1.234.567"),
        (1234.5, "1.234,5"),
        (87.0, "87"),
        (2.25, "2,3"),  # halves go up, as Excel and people round, not to the even digit
        (Decimal("0.05"), "0,1"),
        (-0.04, "0"),
        (2 / 3 * 100, "66,7"),
    ],
)
def test_number(value, text):
    assert formatting.number(value) == text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (100 * 5201 / 5202, "99,9%"),  # one household of 5,202 is missing
        (100 * 5202 / 5202, "100%"),
        (100 * 5203 / 5202, "trên 100%"),
        (99.94, "99,9%"),
        (99.95, "99,9%"),
        (100 * 1 / 5202, "dưới 0,1%"),
        (0.04999, "dưới 0,1%"),
        (0.05, "0,1%"),
        (100.05, "100,1%"),
        (112.5, "112,5%"),
        (0, "0%"),
    ],
)
def test_a_part_is_never_rounded_to_all_nor_some_to_none(value, written):
    assert formatting.percent(value) == written


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_hundred_percent_is_all_and_nought_is_none(top, bottom):
    written = formatting.percent(100 * top / bottom)
    assert (written == "100%") == (top == bottom)
    assert written != "0%"


def test_what_is_missing_to_a_target_is_never_nothing():
    page = render("{% bar a b 'Hộ tham gia' %}", a=100 * 5201 / 5202, b=100)
    assert "còn thiếu dưới 0,1 điểm %" in page
    assert "99,9%" in page
    assert "còn thiếu 2,5 điểm %" in render("{% bar a b 'Hộ tham gia' %}", a=97.5, b=100)


def test_percent_and_change():
    assert [formatting.percent(value) for value in (None, 0, 87.5, 100)] == ["—", "0%", "87,5%", "100%"]
    assert [formatting.signed(value) for value in (3, -2.5, 0, 0.01, None)] == ["+3", "−2,5", "0", "0", "—"]


def test_days_and_moments_are_those_of_viet_nam():
    evening = datetime(2019, 12, 4, 20, 30, tzinfo=UTC)  # 03:30 of the 5th in Việt Nam
    assert formatting.day(evening) == "05/12/2019"
    assert formatting.moment(evening) == "03:30 05/12/2019"
    assert formatting.day(date(2025, 7, 1)) == "01/07/2025"
    assert formatting.moment(None) == "—"


def test_a_month_and_a_time_are_written_with_two_digits_each():
    assert formatting.month(date(2025, 7, 1)) == "07/2025"
    assert formatting.clock_time(datetime(2019, 12, 4, 20, 30, 9, tzinfo=UTC)) == "03:30:09"
    assert formatting.time_of_day(time(6, 5)) == "06:05"


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        formatting.moment(datetime(2019, 12, 5))


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (timedelta(days=2, hours=23), "còn 2 ngày", "neutral"),
        (timedelta(days=1), "còn 1 ngày", "neutral"),
        (timedelta(hours=23, minutes=59), "còn 23 giờ", "waiting"),
        (timedelta(hours=3), "còn 3 giờ", "waiting"),
        (timedelta(minutes=59), "còn 59 phút", "waiting"),
        (timedelta(0), "còn dưới 1 phút", "waiting"),
        (timedelta(seconds=-1), "quá hạn dưới 1 phút", "late"),
        (timedelta(hours=-5), "quá hạn 5 giờ", "late"),
        (timedelta(days=-2, hours=-1), "quá hạn 2 ngày", "late"),
    ],
)
def test_due_words_of_what_is_open(left, words, tone):
    assert formatting.due_words(NOW + left, NOW) == (words, tone)


def test_due_words_of_what_is_done_ask_when_it_was_done_not_what_time_it_is():
    long_after = NOW + timedelta(days=90)
    assert formatting.due_words(NOW, long_after, done_at=NOW) == ("đúng hạn", "done")
    assert formatting.due_words(NOW, long_after, done_at=NOW + timedelta(hours=26)) == ("trễ 1 ngày", "late")
    assert formatting.due_words(None, long_after) == ("không có hạn", "neutral")


@pytest.mark.parametrize(
    ("took", "words", "tone"),
    [
        (timedelta(0), "đã bắt đầu đúng hạn · mở 12 ngày", "neutral"),
        (timedelta(hours=26), "đã bắt đầu, trễ 1 ngày · mở 12 ngày", "late"),
    ],
)
def test_due_words_of_what_is_begun_and_still_open_never_read_as_finished(took, words, tone):
    since = NOW - timedelta(days=12, hours=3)
    assert formatting.due_words(NOW, NOW, done_at=NOW + took, open_since=since) == (words, tone)


def test_due_shows_the_exact_time_to_the_mouse_and_to_screen_readers():
    html = render("{% due at now %}", at=NOW + timedelta(hours=3))
    assert 'datetime="2019-12-05T17:05+07:00"' in html
    assert 'title="Hạn: 17:05 05/12/2019"' in html
    assert '<span class="visually-hidden"> (Hạn: 17:05 05/12/2019)</span>' in html


def test_status_is_word_and_shape_and_each_tone_has_its_own():
    assert len(set(TONES.values())) == len(TONES)
    html = render('{% status "Mới nhận" "new" %}')
    assert "Mới nhận" in html
    assert "#circle-fill" in html
    assert 'aria-hidden="true"' in html
    assert "pill-neutral" in render('{% status word "no such tone" %}', word="Nháp")
    assert "&lt;b&gt;" in render("{% status word %}", word="<b>")


def test_filters_need_no_load():
    assert render("{{ a|number }} {{ b|percent }} {{ now|day }} {{ now|moment }}", a=1234.5, b=87.5) == (
        "1.234,5 87,5% 05/12/2019 14:05 05/12/2019"
    )


@pytest.mark.parametrize(
    ("value", "said", "not_said", "length"),
    [
        (None, ["—", "chỉ tiêu 90%"], ["đạt", "còn thiếu", "tổng số"], "0.00"),
        (87.5, ["87,5%", "còn thiếu 2,5 điểm"], ["đạt", "tổng số"], "87.50"),
        (90, ["90%", "đạt"], ["còn thiếu", "tổng số"], "90.00"),
        (104.2, ["104,2%", "kiểm tra tổng số"], ["đạt"], "100.00"),
    ],
)
def test_bar_says_in_words_what_it_draws(value, said, not_said, length):
    html = render('{% bar value 90 "Hộ gia đình" %}', value=value)
    assert all(words in html for words in said)
    assert not any(words in html for words in not_said)
    assert f'class="bar-length" x="0" y="2" width="{length}"' in html


def test_figure_links_to_its_rows():
    html = unindented(render('{% figure "Tin đã nhận" 1500 change="+5" href="/tips/" %}'))
    assert '<a href="/tips/">1.500' in html
    assert "xem Tin đã nhận" in html


def test_progress_without_a_total_only_says_that_it_runs():
    assert "1.234/4.000" in render('{% progress 1234 4000 "Nhập" %}')
    unknown = render('{% progress None None "Nhập" %}')
    assert "đang làm" in unknown
    assert "value=" not in unknown


def test_chips_breadcrumbs_and_timeline_say_where_one_is():
    chip = render(
        "{% chips items %}", items=[{"label": "Quá hạn", "url": "?late=1", "active": True, "count": 0}]
    )
    assert 'href="?late=1" aria-current="true"' in chip
    assert ">0</span>" in chip
    crumbs = render(
        "{% breadcrumbs items %}", items=[{"label": "A", "url": "/a"}, {"label": "B", "url": "/b"}]
    )
    assert '<a href="/a">A</a>' in crumbs
    assert '<span aria-current="page">B</span>' in crumbs
    line = render(
        "{% timeline items %}", items=[{"at": NOW, "title": "Tiếp nhận", "by": "Hạnh", "text": "<x>"}]
    )
    assert "14:05 05/12/2019 · Hạnh" in line
    assert "&lt;x&gt;" in line


def test_what_people_typed_is_escaped_in_chips_and_headers():
    chip = render("{% chips items %}", items=[{"label": "<b>", "url": '?q="><i>', "active": False}])
    assert '<a class="chip" href="?q=&quot;&gt;&lt;i&gt;">&lt;b&gt;</a>' in chip
    head = render(
        "{% list_head columns %}",
        columns=[{"label": "<b>", "css": "num", "sort_url": '?q=">', "sorted": "desc"}],
    )
    assert head.startswith(
        '<th scope="col" class="num" aria-sort="descending"><a href="?q=&quot;&gt;">&lt;b&gt;'
    )


def test_a_kept_piece_shows_the_values_it_is_given_and_knows_nothing_of_the_page_around():
    entries = [{"label": "Tin <báo>", "url": "/tin/", "icon": "inbox", "active": True}]
    source = '{% keep "_components/navigation.html" entries=entries find_url=url %}'
    frame = {"entries": [{"label": "Của người khác"}]}
    html = unindented(render(source, entries=entries, url="", frame=frame))
    assert '<a class="entry" href="/tin/" aria-current="page">' in html
    assert "Tin &lt;báo&gt;" in html
    assert "Của người khác" not in html
    assert unindented(render(source, entries=entries, url="")) == html
    elsewhere = [entries[0] | {"active": False}]
    assert "aria-current" not in render(source, entries=elsewhere, url="")
    assert 'role="search"' in render(source, entries=entries, url="/tim/")


class TipForm(forms.Form):
    kind = forms.ChoiceField(
        label="Chuyện gì?", choices=[("a", "Ma túy"), ("b", "Cháy nổ")], widget=forms.RadioSelect
    )
    place = forms.CharField(label="Ở đâu", help_text="Ấp, tổ.")
    note = forms.CharField(label="Ghi thêm", required=False)
    version = forms.IntegerField(label="Phiên bản", widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Tin này đã có.")


def test_error_summary_links_every_error_and_hides_none():
    html = render("{% error_summary form %}", form=TipForm({}))
    assert 'role="alert"' in html
    assert 'tabindex="-1"' in html
    assert "Có 4 chỗ cần xem lại" in html
    assert re.findall(r'href="#(\w+)"', html) == ["id_kind_0", "id_place"]
    assert "<li>Phiên bản: " in html
    assert "<li>Tin này đã có.</li>" in html


def test_error_summary_of_a_form_without_errors_is_nothing():
    assert render("{% error_summary form other %}", form=TipForm(), other=None).strip() == ""


def test_field_ties_hint_and_error_to_its_control():
    form = TipForm({})
    text = render("{% field form.place %}", form=form)
    assert 'aria-invalid="true"' in text
    assert 'aria-describedby="id_place_helptext id_place_error"' in text
    assert 'id="id_place_helptext"' in text
    assert 'id="id_place_error"' in text
    assert "is-invalid" in text
    tiles = render("{% field form.kind %}", form=form)
    assert tiles.count('class="tile"') == 2
    assert '<fieldset class="field field-wrong"' in tiles
    assert 'aria-describedby="id_kind_error"' in tiles
    assert "(không bắt buộc)" in render("{% field form.note %}", form=form)


def test_list_links_a_row_by_its_first_cell_and_escapes_what_people_typed():
    page = {
        "caption": "Tin báo",
        "columns": [
            {"label": "Tin", "css": "", "sort_url": "?sort=title", "sorted": "asc"},
            {"label": "Lượt", "css": "num", "sort_url": "", "sorted": ""},
        ],
        "rows": [("/tips/1", [("", "Tin", "<script>"), ("num", "Lượt", mark_safe("<b>3</b>"))])],
        "next_url": "?after=1",
        "previous_url": "",
    }
    html = unindented(render('{% include "_components/list.html" %}', list=page))
    assert '<a class="row-link" href="/tips/1">&lt;script&gt;</a>' in html
    assert '<td class="num" data-label="Lượt"><b>3</b></td>' in html
    assert 'aria-sort="ascending"' in html
    assert 'rel="next" href="?after=1"' in html
    assert 'rel="prev"' not in html


def test_an_empty_list_says_the_next_step():
    nothing = {
        "title": "Chưa có tin báo",
        "text": "Ghi lại tin đầu tiên.",
        "url": "/tips/new",
        "action": "Ghi tin",
    }
    html = render('{% include "_components/list.html" %}', list={"columns": [], "rows": [], "empty": nothing})
    assert "<table" not in html
    assert "Chưa có tin báo" in html
    assert 'href="/tips/new">Ghi tin</a>' in html


def test_templates_name_only_icons_of_the_sprite_and_carry_no_inline_style_or_script():
    known = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text("utf-8")))
    assert set(TONES.values()) <= known
    for path in TEMPLATES:
        source = path.read_text("utf-8")
        assert set(re.findall(r'{% icon "([\w-]+)"', source)) <= known, path
        assert not re.search(r'\sstyle=|<style|\son[a-z]+="|<script(?![^>]*\ssrc=)', source), path


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Mô hình “Tổ & tôi” tháng 11", 'Mô hình <span class="quoted">“Tổ &amp; tôi”</span> tháng 11'),
        ("“A” và “B”", '<span class="quoted">“A”</span> và <span class="quoted">“B”</span>'),
        ("Tháng “11", "Tháng “11"),
        ("<b>”", "&lt;b&gt;”"),
    ],
)
def test_what_stands_in_quotation_marks_stays_on_one_line(title, html):
    assert render("{{ title|unparted }}", title=title) == html


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_template_loads_the_tags_it_uses(path):
    """None is built in: a page that only some path reaches would else break where it is first shown."""
    engines["django"].from_string(path.read_text("utf-8"))


@pytest.mark.parametrize("base", ["base.html", "base_phone.html", "base_public.html"])
def test_a_page_without_a_subtitle_leaves_its_paragraph_empty(base):
    """The style sheet hides it by `:empty`, for which white space is content."""
    assert '<p class="subtitle"></p>' in get_template(base).render({})


def test_nothing_stands_between_a_breadcrumb_and_the_slash_before_it():
    html = render(
        "{% breadcrumbs items %}", items=[{"label": "Tỉnh", "url": "/t/"}, {"label": "Xã", "url": ""}]
    )
    assert '<li><a href="/t/">Tỉnh</a></li>' in html
    assert '<li><span aria-current="page">Xã</span></li>' in html

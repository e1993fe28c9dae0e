"""A report of four pages by the portal's typesetter, against WeasyPrint drawing the same words from HTML.

Each round has other words, since a typesetter that kept its last result would otherwise do nothing. WeasyPrint
is given its fonts, style sheet and HTML ready made, and makes a PDF/UA-1; ours is that and PDF/A-2a, too.
"""

import io
from collections.abc import Callable

from django.template import engines

from portal.core import clock
from portal.core.documents import render_pdf
from portal.core.documents.text import FONTS
from portal.core.periods import CutOff
from reports.content import Paper, build
from reports.letterheads import letterhead_of
from tests.bench.measure import Line, interleave, ratio
from tests.bench.seed import NARRATIVE, Seeded

_WHAT, _AT_MOST, _PAGES = "CPU of a PDF of 4 pages / WeasyPrint", 8, 4
_FACES = (("Regular", "normal", "normal"), ("Bold", "bold", "normal"), ("Italic", "normal", "italic"))
_CSS = "".join(
    f'@font-face {{font-family: Tinos; src: url("{(FONTS / f"Tinos-{name}.ttf").as_uri()}");'
    f" font-weight: {weight}; font-style: {style}}}"
    for name, weight, style in (*_FACES, ("BoldItalic", "bold", "italic"))
) + (
    "@page {size: A4; margin: 25mm 20mm 20mm 35mm; @top-center {content: counter(page); font: 14pt Tinos}}"
    "body {font: 14pt/1.15 Tinos; margin: 0} p {margin: 4pt 0; text-indent: 1.27cm; text-align: justify}"
    "h1, h2, h3, .head td {font-size: 14pt; text-align: center; margin: 4pt 0} h2, h3 {text-align: left}"
    ".head {width: 100%; table-layout: fixed} .appendix {break-before: page}"
    ".figures {width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 12pt}"
    ".figures th, .figures td {border: 0.6pt solid; padding: 1.1mm} .figures thead {display: table-header-group}"
    ".right {text-align: right} .center {text-align: center}"
)
_HTML = """{% load components %}<!doctype html><html lang="vi"><title>{{ doc.subject }}</title><body>
<table class="head"><tr><td>{{ doc.letterhead.parent }}<br><b>{{ doc.letterhead.body }}</b><br>{{ doc.letterhead.number }}</td>
<td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b><br><i>{{ doc.letterhead.place_date }}</i></td></tr></table>
<h1>{{ doc.title }}<br>{{ doc.subject }}</h1><p>Kính gửi: {{ doc.recipients|join:"; " }}.</p>
{% for text in doc.opening %}<p>{{ text }}</p>{% endfor %}
{% for section in doc.sections %}<h{{ section.level|add:1 }}>{{ section.heading }}</h{{ section.level|add:1 }}>
{% for text in section.paragraphs %}<p>{{ text }}</p>{% endfor %}{% endfor %}
<table class="head"><tr><td><b><i>Nơi nhận:</i></b><br>{{ doc.copies|join:"<br>" }}</td>
<td><b>{{ doc.signature.authority|join:"<br>" }}<br><br><br>{{ doc.signature.name }}</b></td></tr></table>
{% with a=doc.appendix %}<div class="appendix"><h1>{{ a.label }}<br>{{ a.title }}</h1><h1><i>{{ a.reference }}</i></h1>
<table class="figures"><thead><tr>{% for label, width in columns %}<th style="width: {{ width }}%">{{ label }}</th>{% endfor %}</tr></thead>
<tbody>{% for row in rows %}<tr>{% for css, text in row %}<td class="{{ css }}">{{ text }}</td>{% endfor %}</tr>{% endfor %}</tbody>
</table>{% for note in a.notes %}<p>{{ note }}</p>{% endfor %}</div>{% endwith %}</body></html>"""


def compare(seeded: Seeded, rounds: int) -> list[Line]:
    """One line; where WeasyPrint cannot run, a line that says what it misses."""
    try:
        theirs = _weasyprint()
    except (ImportError, OSError) as missing:
        wants = f"skipped: {missing}. `make bench` installs WeasyPrint; Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
        return [Line(_WHAT, f"≤ 1/{_AT_MOST}", "", None, " ".join(wants.split()))]
    contents = {number: _content(seeded, number) for number in range(-3, rounds)}
    pages = {number: _html(content) for number, content in contents.items()}
    made_at = clock.now()

    def ours(number: int) -> bytes:
        return render_pdf("paper", contents[number], made_at=made_at)

    drawn = {"ours": _pages(ours(0)), "WeasyPrint": _pages(theirs(pages[0]))}
    if drawn["ours"] != _PAGES:
        raise RuntimeError(f"the bench's report has {drawn['ours']} pages instead of {_PAGES}")
    cost = interleave({"ours": ours, "theirs": lambda number: theirs(pages[number])}, rounds=rounds)
    detail = f"{cost['ours']} against {cost['theirs']} for {drawn['WeasyPrint']} pages"
    return [ratio(_WHAT, cost["ours"], cost["theirs"], _AT_MOST, detail)]


def _weasyprint() -> Callable[[str], bytes]:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    style = CSS(string=_CSS, font_config=fonts)
    return lambda html: HTML(string=html).write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
    )


def _content(seeded: Seeded, number: int) -> dict:
    """The report of a commune's November as the portal builds it, with the round's own words."""
    report = seeded.many.issued
    return build(
        unit=report.unit,
        period=report.period,
        cut_off=CutOff(report.cut_off),
        narrative={key: f"Lần {number + 10}. {text}" for key, text in NARRATIVE.items()},
        paper=Paper(letterhead_of(report.unit), signed_on=clock.today(), number=number + 10),
    )


def _html(content: dict) -> str:
    table = content["appendix"]["table"]
    css = [column["align"] for column in table["columns"]]
    rows = [list(zip(css, row, strict=True)) for row in table["rows"]]
    whole = sum(column["width"] for column in table["columns"])
    columns = [(column["label"], round(100 * column["width"] / whole)) for column in table["columns"]]
    return engines["django"].from_string(_HTML).render({"doc": content, "rows": rows, "columns": columns})


def _pages(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)

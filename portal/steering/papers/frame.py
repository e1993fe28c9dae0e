"""What every paper of the committee has around its text: head, title, signature, appendices."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portal.core.documents.wording import official_day
from portal.steering.choices import Issuer
from portal.steering.letterheads.drawing import drawn
from portal.steering.models import Directive, Letterhead

#: Of the content, as templates/documents/paper.typ reads it.
SCHEMA = 3


@dataclass(frozen=True)
class PaperHead:
    """Under which head a paper is printed, of which kind it is, and the paper of the register by which it was issued.

    A paper that is not issued yet has neither number nor day: both are left open, for the clerk to fill in.
    """

    letterhead: Letterhead
    #: Abbreviation of the kind: "KH", "QĐ" (Nghị định 30/2020/NĐ-CP, annex III).
    kind: str
    issued: Directive | None = None

    @property
    def code(self) -> str:
        """Number and symbol, "68/KH-UBND", of a Party body "31-KH/ĐU"; an open number before the symbol."""
        if self.issued:
            return self.issued.code
        sign = "-" if self.letterhead.issuer == Issuer.PARTY else "/"
        return f"…{sign}{self.letterhead.symbol_of(self.kind)}"

    @property
    def day(self) -> date | None:
        """The day of issue, None while it is open."""
        return self.issued.issued_on if self.issued else None

    @property
    def dated(self) -> str:
        """The day in official words."""
        return official_day(self.day)


def cited(directive: Directive) -> str:
    """A paper as another one cites it: kind, number, day, who issued it."""
    return _("%(kind)s số %(code)s %(day)s của %(issuer)s") % {
        "kind": directive.get_kind_display(),
        "code": directive.code,
        "day": official_day(directive.issued_on),
        "issuer": directive.issuer,
    }


def paper(heading: PaperHead, *, title: str, subject: str, draft: bool, **parts: object) -> dict:
    """The content of a paper: its head and foot, and the `parts` given beside empty ones."""
    return {
        "schema": SCHEMA,
        "draft": draft,
        **drawn(heading.letterhead, code=heading.code, dated=heading.dated),
        "title": title,
        "subject": subject,
        "recipients": [],
        "opening": [],
        "authority": "",
        "bases": [],
        "enacting": "",
        "sections": [],
        "closing": [],
        "appendices": [],
        **parts,
    }


def section(
    heading: str, *paragraphs: str, level: int = 1, table: dict | None = None, article: str = ""
) -> dict:
    """A section of a paper; `article` opens its first paragraph in bold ("Điều 1.")."""
    return {
        "heading": heading,
        "level": level,
        "article": article,
        "paragraphs": list(paragraphs),
        "table": table,
    }


def table(
    columns: list[tuple[str, str, float]], rows: list[list[str]], heads: list[int] | None = None
) -> dict:
    """A table of columns (label, side, share of the width) and rows; `heads` are rows that head those below."""
    named = [{"label": label, "align": side, "width": width} for label, side, width in columns]
    return {"caption": "", "columns": named, "rows": rows, "heads": heads or []}

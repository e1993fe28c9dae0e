"""`proposals_of`: what the first page of an official paper says of itself, as proposals for a form.

Nothing is guessed silently: what is not found, or found twice with different values, is None, and a person confirms
what is found. Text of two columns comes mixed or one after the other, as programs write it; both are read.
"""

from dataclasses import dataclass
from datetime import date

from portal.core.files import paper_head, paper_title
from portal.core.files.paper_words import lines_of


@dataclass(frozen=True)
class PaperProposals:
    """What a form may offer. `has_text` is False for pictures and scans: nothing could be read, no mark of secrecy either."""

    has_text: bool = False
    #: "68" of "Số: 68/KH-UBND", and "KH-UBND"; `written` is the whole as papers are cited, "68/KH-UBND", "29-CV/ĐU".
    number: str | None = None
    symbol: str | None = None
    written: str | None = None
    day: date | None = None
    #: In the capitals of the paper; `body_above` is the body that it belongs to.
    body: str | None = None
    body_above: str | None = None
    #: An abbreviation of portal.core.files.paper_words.TYPES.
    type: str | None = None
    title: str | None = None


def proposals_of(text: str) -> PaperProposals:
    """The proposals of a first page's text, in its normal form (portal.core.plain_text)."""
    lines = lines_of(text)
    if not any(lines):
        return PaperProposals()
    head = paper_head.read(lines)
    title = paper_title.read(lines, head)
    symbol = head.number["symbol"] if head.number else None
    number = head.number["number"] if head.number else None
    bodies = head.bodies
    return PaperProposals(
        has_text=True,
        number=number,
        symbol=symbol,
        written=f"{number}{head.number['sign']}{symbol}".replace("–", "-")
        if head.number and number
        else None,
        day=head.day,
        body=bodies[-1] if bodies else None,
        body_above=bodies[-2] if len(bodies) > 1 else None,
        type=_type(symbol, head.heading_type, title.is_subject),
        title=title.text,
    )


def _type(symbol: str | None, heading: str | None, has_subject: bool) -> str | None:
    """By the abbreviation in the symbol, the heading, or the "V/v" that only công văn have; None where two disagree."""
    said = {code for code in (paper_head.type_of_symbol(symbol), heading) if code}
    if not said and has_subject:
        return "CV"
    return said.pop() if len(said) == 1 else None

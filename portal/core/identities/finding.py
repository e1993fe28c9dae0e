"""Finds telephone numbers and names of informants in a text, and returns the text without them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from portal.core.identities import people, phones
from portal.core.identities.reading import Reading

_SEVERAL = " / "
# What leads to a number and means nothing without it: ", gọi tôi số".
_CALLS = re.compile(
    r"(?:[,;\-–][ \t]?)?(?<!\w)(?:(?:xin|cứ|hãy|nhờ) )?(?:gọi|liên hệ|alo|a lô|nhắn|sđt|đt|số|điện thoại|zalo|tel)"
    r"(?: (?:lại|điện|thoại|cho|tôi|em|cháu|mình|qua|số|theo|sđt|đt|zalo|với|của|là)){0,5}[ \t]?[:.]?[ \t]?$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[ \t]?(?:[.,;:)\n]|$)")
# What is left of "Chị Lan báo: …".
_TELLING_VERB = re.compile(
    r"^((?:\[[^\]\n]{1,40}\] )?)(?:người dân )?(?:(?:có|vừa|đã) )?(?:trình báo|báo tin|báo|nhắn tin|nhắn|nói|kể|cho biết|phản ánh)"
    r" ?: ?",
    re.IGNORECASE | re.MULTILINE,
)
_STAMP = re.compile(r"\s{0,9}\[?(?=[^\]\n]{0,25}\d:\d\d)[\d/:, \-]{14,24}\]?[ \-–,]{0,4}")
_DAY, _CLOCK = re.compile(r"(\d{1,2})[/\-](\d{1,2})[/\-](20\d\d)"), re.compile(r"(\d{1,2}):(\d\d)")


@dataclass(frozen=True)
class FoundIdentity:
    """A number or a name found: as written, and the span of the text that goes with it."""

    kind: str
    written: str
    start: int
    end: int
    instead: str = ""
    # Words before it that go with it when it is taken out.
    lead: int = 0


@dataclass(frozen=True)
class Found:
    """All that was found in one text, in its order."""

    text: str
    findings: tuple[FoundIdentity, ...]

    def __bool__(self) -> bool:
        return bool(self.findings)

    @property
    def names(self) -> str:
        return self._all("name")

    @property
    def phones(self) -> str:
        return self._all("phone")

    def _all(self, kind: str) -> str:
        return _SEVERAL.join(
            dict.fromkeys(finding.written for finding in self.findings if finding.kind == kind)
        )

    def parts(self) -> list[tuple[str, bool]]:
        """The text cut where something was found, for showing: (part, whether it was found)."""
        parts, at = [], 0
        for start, end in _merged((finding.start, finding.end) for finding in self.findings):
            parts += [(self.text[at:start], False), (self.text[start:end], True)]
            at = end
        return [part for part in [*parts, (self.text[at:], False)] if part[0]]


def find(text: str) -> Found:
    """Telephone numbers, and the names of speakers (`people`)."""
    reading = Reading(text)
    numbers = phones.find(reading)
    findings = []
    for start, end in numbers:
        span = reading.span(start, end)
        lead = _CALLS.search(reading.letters[max(0, start - 50) : start])
        lead = lead if lead and _ENDS.match(reading.letters, end) else None
        before = span[0] - reading.span(start - len(lead[0]), start)[0] if lead and lead[0] else 0
        findings.append(FoundIdentity("phone", reading.letters[start:end].strip(), *span, lead=before))
    for named in people.find(reading, numbers):
        written = reading.letters[named.start : named.end].strip()
        span = reading.span(named.cut_start, named.cut_end)
        findings.append(FoundIdentity("name", written, *span, named.instead))
    return Found(text, tuple(sorted(findings, key=lambda finding: (finding.start, finding.end))))


def stamp(text: str) -> tuple[datetime, str] | None:
    """The date and time that a chat puts before a pasted message, without a zone; and the text without it."""
    match = _STAMP.match(text)
    day, clock = (shape.search(match[0]) for shape in (_DAY, _CLOCK)) if match else (None, None)
    if not (match and day and clock):
        return None
    try:
        at = datetime(int(day[3]), int(day[2]), int(day[1]), int(clock[1]), int(clock[2]))
    except ValueError:
        return None
    return at, text[match.end() :]


def take_out(found: Found) -> str:
    """The text without what was found, tidied where something was cut; other mentions of the same names go, too."""
    text, cut = found.text, 0
    for start, end in _merged((finding.start - finding.lead, finding.end) for finding in found.findings):
        instead = next((p.instead for p in found.findings if start <= p.start < end and p.instead), "")
        text = text[: start - cut] + instead + text[end - cut :]
        cut += end - start - len(instead)
    for name in dict.fromkeys(finding.written for finding in found.findings if finding.kind == "name"):
        if " " in name:
            text = _without(text, name)
    return _TELLING_VERB.sub(r"\1", _tidy(text)) if found else _tidy(text)


def _without(text: str, name: str) -> str:
    """The text without other occurrences of the same words in the same order, title and all."""
    wanted = [word.key for word in Reading(name).words]
    reading = Reading(text)
    words, kept, at, place = reading.words, "", 0, 0
    while place <= len(words) - len(wanted):
        if [word.key for word in words[place : place + len(wanted)]] != wanted:
            place += 1
            continue
        first = place - 1 if place and people.is_title(words[place - 1]) else place
        start, end = reading.span(words[first].start, words[place + len(wanted) - 1].end)
        kept, at = kept + text[at:start] + "người dân", end
        place += len(wanted)
    return kept + text[at:]


def _tidy(text: str) -> str:
    """Without the blanks, empty brackets and lone signs that cutting leaves."""
    text = re.sub(r"[ \t]{2,}", " ", text)
    text = re.sub(r"\([\s,;:.\-]{0,20}\)", "", text)
    text = re.sub(r" ?(?:, ?)+(?=[,.;:])", "", text)
    text = re.sub(r" {2,}", " ", text)
    text = re.sub(r" ([,.;:])", r"\1", text)
    text = re.sub(r"^[ ,.;:\-–]{1,9}", "", text, flags=re.MULTILINE)
    text = re.sub(r" $", "", text, flags=re.MULTILINE)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap or lie within one another as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged

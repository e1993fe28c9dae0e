"""Reads the first page of one paper in a separate process: bytes in, JSON out, without access to the portal.

Run by portal.core.untrusted.process with KIND LONGEST PAGES OBJECTS. The result is {"text", "margins"}, or {"refused"}
with a word that portal.core.files.incoming makes a sentence of. Nothing is written anywhere.
"""

import io
import json
import logging
import sys
import zipfile
from contextlib import suppress
from typing import Any
from xml.parsers import expat

# What a PDF does by itself, or carries besides its pages.
_ACTIVE_KEYS = {"/JS", "/JavaScript", "/XFA"}
_ACTIVE_KINDS = {"/JavaScript", "/Launch", "/ImportData", "/RichMedia", "/Rendition", "/Movie", "/3D"}
_CARRIES_KEYS = {"/EmbeddedFiles", "/EF"}


def main() -> None:
    kind, longest, pages, objects = sys.argv[1], *map(int, sys.argv[2:5])
    data = sys.stdin.buffer.read()
    answer = of_pdf(data, longest, pages, objects) if kind == "pdf" else of_docx(data, longest)
    sys.stdout.write(json.dumps(answer))


# --- PDF ----------------------------------------------------------------------------------------
def of_pdf(data: bytes, longest: int, pages: int, objects: int) -> dict:
    """The first page's text; refused where it is encrypted, broken, too much, or does more than show pages."""
    from pypdf import PdfReader

    logging.disable(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted or "/Encrypt" in reader.trailer:
            return {"refused": "encrypted"}
        numbers = numbers_of(reader)
        if len(numbers) > objects:
            return {"refused": "too-much"}
        if refused := active(reader, numbers):
            return {"refused": refused}
        if len(reader.pages) > pages:
            return {"refused": "too-much"}
        first = reader.pages[0]
    except MemoryError:
        raise
    except Exception:
        return {"refused": "broken"}
    try:
        text = first.extract_text()
    except MemoryError:
        raise
    except Exception:
        # The page can be shown though its letters cannot be read: as a scan.
        text = ""
    return {"text": text[:longest], "margins": ""}


def numbers_of(reader: Any) -> list[tuple[int, int]]:
    """(number, generation) of every object of the file."""
    found = {(number, generation) for generation, table in reader.xref.items() for number in table}
    return sorted(found | {(number, 0) for number in reader.xref_objStm})


def active(reader: Any, numbers: list[tuple[int, int]]) -> str:
    """Which word refuses the file for what it does or carries; empty for none."""
    from pypdf.generic import IndirectObject

    for number, generation in numbers:
        try:
            found = reader.get_object(IndirectObject(number, generation, reader))
        except MemoryError:
            raise
        except Exception:  # An object that nobody can read does nothing.
            continue
        if word := _in_object(found):
            return word
    return ""


def _in_object(root: Any) -> str:
    """Look through one object and what is directly in it; references are objects of their own."""
    rest = [root]
    while rest:
        node = rest.pop()
        if isinstance(node, dict):
            kinds = {str(node.raw_get(key)) for key in ("/S", "/Subtype", "/Type") if key in node}  # type: ignore[attr-defined]
            if _ACTIVE_KEYS & node.keys() or _ACTIVE_KINDS & kinds:
                return "active"
            if _CARRIES_KEYS & node.keys() or "/EmbeddedFile" in kinds:
                return "carries"
            rest += [node.raw_get(key) for key in node]  # type: ignore[attr-defined]
        elif isinstance(node, list):
            rest += list.__iter__(node)
    return ""


# --- Word ---------------------------------------------------------------------------------------
def of_docx(data: bytes, longest: int) -> dict:
    """The text of the first page, and what is in headers and footers."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        margins = [
            text_of(archive, name, longest)
            for name in names
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
        ]
        body = next(name for name in names if name.lower() == "word/document.xml")
        return {"text": text_of(archive, body, longest), "margins": "\n".join(margins)[:longest]}


class PageEnds(Exception):
    """The first page is read."""


def text_of(archive: zipfile.ZipFile, part: str, longest: int) -> str:
    """The text of a part until its first page ends: a line for a paragraph, an empty one behind a cell of a table."""
    page = DocxPage(longest)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = page.start, page.end
    parser.CharacterDataHandler = page.letters
    with archive.open(part) as opened, suppress(PageEnds):
        parser.ParseFile(opened)
    return "".join(page.written)[:longest]


class DocxPage:
    """Writes down the letters of a part as its elements come by."""

    def __init__(self, longest: int):
        self.written: list[str] = []
        self._left = longest
        self._in_text = False
        self._skipped = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if self._skipped or local == "Fallback":
            # The same drawing once more, for older programs.
            self._skipped += 1
        elif local == "t" and name != "m:t":
            self._in_text = True
        elif local == "lastRenderedPageBreak" or (local == "br" and attributes.get("w:type") == "page"):
            if "".join(self.written).strip():
                raise PageEnds
        elif local in ("br", "cr", "txbxContent"):
            self._write("\n")
        elif local == "tab" and name.startswith("w:") and not attributes:
            self._write("\t")
        elif local == "noBreakHyphen":
            self._write("-")

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if self._skipped:
            self._skipped -= 1
        elif local == "t":
            self._in_text = False
        elif local in ("p", "tc"):
            self._write("\n")

    def letters(self, text: str) -> None:
        if self._in_text and not self._skipped:
            self._write(text)

    def _write(self, text: str) -> None:
        self.written.append(text)
        self._left -= len(text)
        if self._left <= 0:
            raise PageEnds


if __name__ == "__main__":
    main()

"""Typesetting: content to PDF with Typst, by the layouts in templates/documents/.

Content travels as one JSON string that the layout reads as plain strings: nothing a person typed is ever
read as Typst source.
"""

import json
import os
import re
import threading
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, cast

import typst

from .row_headers import name_rows
from .text import FONTS, clean

LAYOUTS = Path(__file__).resolve().parents[3] / "templates" / "documents"
STANDARDS: list[Any] = ["a-2a", "ua-1"]  # archival with full structure, and readable by a screen reader
# In tables of figures the second column names the rows: the first has their numbers.
_NAME_COLUMN = 1

_compilers: dict[str, typst.Compiler] = {}
_lock = threading.Lock()  # a compiler keeps state between renders and is not thread-safe
_parent_rendered = False


def _after_fork() -> None:
    """The compiler's threads do not survive a fork: a child would wait for them for ever."""
    global _lock, _parent_rendered
    _lock = threading.Lock()
    _parent_rendered = _parent_rendered or bool(_compilers)


os.register_at_fork(after_in_child=_after_fork)


class DocumentError(Exception):
    """A document could not be made; the message says why, for the log and the job row."""


def render_pdf(template: str, content: dict[str, Any], *, made_at: datetime) -> bytes:
    """The PDF of `content` in the layout templates/documents/<template>.typ, PDF/A-2a and PDF/UA-1.

    `content` is JSON-able, its strings already formatted; its shape is written at the head of the layout.
    `made_at` (aware) becomes the date inside the file, so same content and same time give the same bytes.
    Raises DocumentError for an unknown layout, content that is not JSON or not of the layout's shape, a naive
    time, and in a process forked from one that has rendered. Layout rules: Nghị định 30/2020/NĐ-CP.
    """
    if _parent_rendered:
        raise DocumentError("this process was forked from one that had rendered; render in a fresh process")
    offset = made_at.utcoffset()
    if offset is None:
        raise DocumentError("made_at needs a time zone")
    try:
        payload = json.dumps(clean(content), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        raise DocumentError(f"content of {template!r} is not JSON: {error}") from error
    with _lock:
        compiler = _compiler(template)
        try:
            pdf = compiler.compile(
                format="pdf",
                sys_inputs={"content": payload},
                pdf_standards=STANDARDS,
                timestamp=made_at.replace(microsecond=0).astimezone(timezone(offset)),
            )
        except typst.TypstError as error:
            raise DocumentError(_reason(template, error)) from error
        except BaseException as error:
            # A panic inside the compiler is not an Exception; its state is then not to be trusted.
            _compilers.pop(template, None)
            if type(error).__name__ == "PanicException":
                raise DocumentError(f"{template}: the typesetter broke down: {error}") from error
            raise
    return name_rows(cast(bytes, pdf), _NAME_COLUMN)


def _compiler(template: str) -> typst.Compiler:
    """The process's compiler for this layout; made at first use, fonts and parsed source stay in it."""
    if template not in _compilers:
        path = LAYOUTS / f"{template}.typ"
        if not re.fullmatch(r"[a-z][a-z0-9_]*", template) or not path.is_file():
            raise DocumentError(f"no document layout named {template!r}")
        # Only the fonts committed here: a machine's own fonts would change the pages from place to place.
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
        _compilers[template] = typst.Compiler(str(path), root=str(LAYOUTS), font_paths=fonts)
    return _compilers[template]


def _reason(template: str, error: typst.TypstError) -> str:
    """What the typesetter said, in one line."""
    return "; ".join([f"{template}: {error.message}", *(error.hints or [])])

"""Limits of uploaded files. Size and kinds are settings (FILE_MEGABYTES, PAPER_KINDS); these protect the machine."""

from django.conf import settings
from django.core.exceptions import ValidationError

from portal.core.untrusted.process import WorkerLimits

MEGABYTE = 1024 * 1024

LONGEST_NAME = 120

# Of a .docx: parts, bytes unpacked, how much a part may shrink from a megabyte on.
DOCX_PARTS = 2000
DOCX_UNPACKED = 100 * MEGABYTE
DOCX_RATIO = 200
DOCX_RATIO_FROM = MEGABYTE
DOCX_TOKEN = MEGABYTE
DOCX_DEPTH = 200
DOCX_ELEMENTS = 1_000_000

# A tagged table of 150 pages has 20,000 objects, which take three seconds to look through.
PDF_PAGES = 1000
PDF_OBJECTS = 60_000

# A camera of 200 million points makes one of some 16,000 by 12,000.
PICTURE_POINTS = 250_000_000
PICTURE_PARTS = 50_000

# Letters of a first page; what is beyond is not looked at.
FIRST_PAGE = 8000

# Of the process that reads a first page.
READER = WorkerLimits(memory=768 * MEGABYTE, seconds=12, time=20)


class FileRefused(ValidationError):
    """A file that is not taken; the sentence says why and what to do. Nothing of it was written anywhere."""


def most_bytes() -> int:
    """The largest file that is taken."""
    return settings.FILE_MEGABYTES * MEGABYTE

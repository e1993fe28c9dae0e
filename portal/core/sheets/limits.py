"""Size limits of uploaded tables. A commune's list has some hundred rows in some tens of kilobytes."""

from django.core.exceptions import ValidationError

MEGABYTE = 1024 * 1024

MAX_BYTES = 5 * MEGABYTE
MAX_PARTS = 300
MAX_UNPACKED = 40 * MEGABYTE
# Sheets of like rows shrink to 1/60 at most; bombs to 1/1,000. Small parts may shrink as they like.
MAX_RATIO = 200
RATIO_FROM = MEGABYTE
# One tag, comment or attribute, and how deep they are nested.
MAX_TOKEN = MEGABYTE // 4
MAX_DEPTH = 60
# Of one part, coloured empty cells with the rest: so many are checked in a second or two.
MAX_ELEMENTS = 500_000

MAX_ROWS = 2000
LAST_ROW = 10_000
LAST_COLUMN = 100
MAX_CELL = 1000
MAX_TEXT = 2_000_000

# Of the process that reads: address space, seconds of work, seconds on the clock.
WORKER_MEMORY = 512 * MEGABYTE
WORKER_CPU = 5
WORKER_TIME = 8


class SheetRefused(ValidationError):
    """A file that is not read; the sentence says why and what to do."""

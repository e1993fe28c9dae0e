"""The name of an uploaded file as it is kept: as it was sent, without what a name should not bear."""

import re

from django.utils.translation import gettext as _

from portal.core.files.kinds import Kind
from portal.core.files.limits import LONGEST_NAME
from portal.core.plain_text import plain_line

# What Windows takes in no name, and what begins another one.
_NO_SIGNS = re.compile(r'[<>:"|?*%;]')
_LONGEST_ENDING = 10


def cleaned(name: str, kind: Kind) -> str:
    """Without folders, unseen letters and signs that systems do not take; cut; ending as its kind does.

    "C:\\\\a\\\\Kế hoạch.exe" of a PDF becomes "Kế hoạch.exe.pdf".
    """
    last = re.split(r"[/\\]", plain_line(name))[-1]
    line = plain_line(_NO_SIGNS.sub(" ", last)).rstrip(" .")
    stem, ending = line, kind.endings[0]
    if line.lower().endswith(kind.endings):
        ending = line[line.rindex(".") :]
        stem = line[: -len(ending)]
    stem = stem.strip(" .")[: LONGEST_NAME - _LONGEST_ENDING].rstrip(" .")
    return f"{stem or _('tệp')}{ending}"

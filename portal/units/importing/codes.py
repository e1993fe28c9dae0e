"""Official codes in a table: whether a code is a hamlet's own, and codes that are wrong (a zero lost, or on two rows)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.units.importing.parsed_row import ParsedRow

#: Official codes of communes have five digits.
_LONGEST_OF_COMMUNES = 5


def is_own_code(code: str) -> bool:
    """Whether a code can be the hamlet's own: short numbers are those of communes and above, or a running number."""
    return len(code) > _LONGEST_OF_COMMUNES and code.isalnum()


def with_codes_checked(lines: Iterable[ParsedRow], commune_code: str = "") -> list[ParsedRow]:
    """The lines, those refused whose code lost a zero or is on another row as well."""
    lines = list(lines)
    rows_of = defaultdict(list)
    lengths: Counter[int] = Counter()
    for line in lines:
        if line.code and not line.problem and not line.skipped:
            rows_of[line.code].append(line)
            lengths[len(line.code)] += line.code.isdigit()
    longest = max((length for length, count in lengths.items() if count > 1), default=0)
    return [
        replace(line, problem=why)
        if line.code
        and not line.problem
        and not line.skipped
        and (why := _code_problem(line, rows_of[line.code], longest, commune_code))
        else line
        for line in lines
    ]


def _code_problem(line: ParsedRow, alike: list[ParsedRow], longest: int, commune_code: str) -> str:
    lost = line.code.isdigit() and len(line.code) == longest - 1
    bare = commune_code.lstrip("0")
    if commune_code != bare and line.code.startswith(bare) and len(bare) > 2:
        lost = lost or not line.code.startswith(commune_code)
    if lost:
        return _("Mã %(code)s có vẻ mất số 0 ở đầu. Định dạng cột mã là Văn bản (Text), ghi lại mã.") % {
            "code": line.code
        }
    places = {(one.level, one.kind, one.name, one.parent_kind, one.parent_name) for one in alike}
    if len(places) > 1:
        rows = ", ".join(str(one.row) for one in alike)
        return _("Mã %(code)s ghi ở nhiều dòng (%(rows)s). Mỗi đơn vị một mã.") % {
            "code": line.code,
            "rows": rows,
        }
    return ""

"""The decision by which a board is founded, with the list of its members (Nghị định 30/2020/NĐ-CP)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from portal.steering.choices import Issuer
from portal.steering.directives.selectors import bases_of
from portal.steering.models import Board, BoardMember
from portal.steering.papers.frame import PaperHead, cited, paper, section, table
from portal.steering.unit_settings.selectors import programme_on


def board_paper(board: Board, members: Sequence[BoardMember], heading: PaperHead) -> dict:
    """The decision that founds a board with these members; its bases are those of the paper it was issued by."""
    unit = board.unit
    deciding = {Issuer.PARTY: _("BAN THƯỜNG VỤ %(body)s")}.get(Issuer(heading.letterhead.issuer), "%(body)s")
    bases = [_("Căn cứ %(paper)s;") % {"paper": cited(basis)} for basis in _bases(heading)]
    named = {"board": board.name, "programme": programme_on(unit, board.valid_from), "unit": unit.full_name}
    return paper(
        heading,
        title=_("QUYẾT ĐỊNH"),
        subject=_("Về việc thành lập %(board)s") % named,
        draft=heading.issued is None,
        authority=deciding % {"body": heading.letterhead.body.upper()},
        bases=[*bases, _("Theo đề nghị của Trưởng Công an %(unit)s.") % named],
        enacting=_("QUYẾT ĐỊNH:"),
        sections=[
            section(
                "",
                _("Thành lập %(board)s gồm các ông, bà có tên trong danh sách kèm theo.") % named,
                article=_("Điều 1."),
            ),
            section(
                "",
                _(
                    "%(board)s có nhiệm vụ chỉ đạo, hướng dẫn, kiểm tra, đôn đốc việc thực hiện mô hình “%(programme)s” trên địa bàn %(unit)s."
                )
                % named,
                article=_("Điều 2."),
            ),
            section(
                "",
                _(
                    "Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị có liên quan và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
                ),
                article=_("Điều 3."),
            ),
        ],
        appendices=[_members(board, members, heading)] if members else [],
    )


def _bases(heading: PaperHead) -> list:
    return bases_of(heading.issued) if heading.issued else []


def _members(board: Board, members: Sequence[BoardMember], heading: PaperHead) -> dict:
    rows = [
        [str(place), member.name, member.position, str(member.get_place_display())]
        for place, member in enumerate(members, 1)
    ]
    columns = [
        (_("TT"), "center", 0.5),
        (_("Họ và tên"), "left", 2.0),
        (_("Chức vụ, đơn vị công tác"), "left", 3.0),
        (_("Vị trí trong ban"), "left", 1.6),
    ]
    return {
        "label": _("DANH SÁCH"),
        "title": _("THÀNH VIÊN %(board)s") % {"board": board.name.upper()},
        "reference": _("(Kèm theo Quyết định số %(code)s, %(day)s)")
        % {"code": heading.code, "day": heading.dated},
        "table": table(columns, rows),
        "notes": [],
    }

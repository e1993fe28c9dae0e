"""Agencies, medium and large enterprises and schools above primary are assessed yearly for "An toàn về an ninh, trật tự"
(S2.8); bodies of the armed forces, small and micro enterprises, primary and pre-schools are not.

No turnover or number of workers is looked at: an enterprise has the size that the register gives it
(`Body.enterprise_size`), and without one nobody can say.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.bodies.choices import TRAIT_COLUMN, TRAITS, BodyKind, EnterpriseSize, ForceKind, SchoolLevel

#: The rule behind every verdict, as screens name it.
BASIS = _("điểm b khoản 2 Điều 1 Thông tư 124/2021/TT-BCA")


class LiabilityVerdict(TextChoices):
    """Whether a body is liable: four values, because what is not known is neither yes nor no."""

    LIABLE = "liable", _("Thuộc diện xét")
    NOT_LIABLE = "not-liable", _("Không thuộc diện xét")
    UNKNOWN = "unknown", _("Chưa đủ thông tin")
    NOT_NAMED = "not-named", _("Không xét riêng")


@dataclass(frozen=True)
class Liability:
    """A verdict and its reason in a sentence."""

    verdict: LiabilityVerdict
    reason: str | Promise

    @property
    def is_liable(self) -> bool | None:
        """Yes or no; None where it is unknown, or where nobody asks."""
        return {LiabilityVerdict.LIABLE: True, LiabilityVerdict.NOT_LIABLE: False}.get(self.verdict)


_EXEMPT: dict[tuple[str, str], str | Promise] = {
    (BodyKind.SCHOOL, SchoolLevel.PRESCHOOL): _("Cơ sở giáo dục mầm non, nhà trẻ được trừ."),
    (BodyKind.SCHOOL, SchoolLevel.PRIMARY): _("Cơ sở giáo dục tiểu học được trừ."),
    (BodyKind.ENTERPRISE, EnterpriseSize.MICRO): _("Doanh nghiệp siêu nhỏ được trừ."),
    (BodyKind.ENTERPRISE, EnterpriseSize.SMALL): _("Doanh nghiệp nhỏ được trừ."),
    (BodyKind.FORCE, ForceKind.ARMED): _("Cơ quan, đơn vị lực lượng vũ trang được trừ."),
    (BodyKind.POLICE, ""): _("Cơ quan, đơn vị lực lượng vũ trang được trừ."),
}
_NAMED: dict[str, str | Promise] = {
    BodyKind.AGENCY: _("Thông tư áp dụng với cơ quan."),
    BodyKind.SCHOOL: _("Thông tư áp dụng với cơ sở giáo dục trên cấp tiểu học."),
    BodyKind.ENTERPRISE: _("Thông tư áp dụng với doanh nghiệp vừa và lớn."),
}
_MISSING: dict[str, str | Promise] = {
    BodyKind.SCHOOL: _("Nhập cấp học để biết trường có thuộc diện xét hay không."),
    BodyKind.ENTERPRISE: _("Nhập quy mô để biết doanh nghiệp có thuộc diện xét hay không."),
}
_NOT_NAMED = _(
    "Thông tư nêu cơ quan, doanh nghiệp và cơ sở giáo dục. Nơi có trụ sở, cán bộ riêng thì ghi theo loại “Cơ quan, đơn vị”."
)


def liability(kind: str, trait: str = "") -> Liability:
    """Whether a body of a kind is liable; `trait` is its school level, enterprise size or kind of force, "" where unknown.

    Circular 124/2021/TT-BCA, article 1, clause 2, point b: agencies but those of the armed forces, enterprises but small
    and micro ones, educational institutions but primary and pre-schools. Other kinds are not named there. The circular
    was amended in 2025 as to who receives the file; who is liable is the same for every day since it took effect.
    """
    if (kind, trait) in _EXEMPT:
        return Liability(LiabilityVerdict.NOT_LIABLE, _EXEMPT[kind, trait])
    if kind in _MISSING and not trait:
        return Liability(LiabilityVerdict.UNKNOWN, _MISSING[kind])
    if kind in _NAMED:
        return Liability(LiabilityVerdict.LIABLE, _NAMED[kind])
    return Liability(LiabilityVerdict.NOT_NAMED, _NOT_NAMED)


def with_verdict(verdict: str) -> Q:
    """The bodies whose `liability` is a verdict, as a condition."""
    traits = {kind: choices.values for kind, choices in TRAITS.items()}
    found = [
        Q(kind=kind, **({TRAIT_COLUMN[kind]: trait} if kind in TRAIT_COLUMN else {}))
        for kind in BodyKind
        for trait in ("", *traits.get(kind, []))
        if liability(kind, trait).verdict == verdict
    ]
    return reduce(or_, found, Q(pk__in=[]))

"""Papers, activities, sheets, boards and plans as dependants of a unit, counted in the preview of an amendment."""

from django.utils.translation import gettext_lazy as _

from portal.steering.models import Activity, AssessmentSheet, Board, Difficulty, Directive, Plan
from portal.steering.plans.states import CHANGEABLE
from portal.units.amendments.dependants import Dependant

_REASON = "preview of an amendment: counts only"

DEPENDANTS = [
    Dependant(
        key="boards",
        label=_("Ban Chỉ đạo, Ban Điều hành"),
        rows=lambda: Board.objects.unscoped(_REASON).filter(valid_to=None),
    ),
    Dependant(
        key="difficulties",
        label=_("Khó khăn, kiến nghị"),
        rows=lambda: Difficulty.objects.unscoped(_REASON),
    ),
    Dependant(
        key="directives",
        label=_("Văn bản trong sổ"),
        rows=lambda: Directive.objects.unscoped(_REASON),
    ),
    Dependant(
        key="activities",
        label=_("Cuộc họp, kiểm tra, buổi trực tiếp"),
        rows=lambda: Activity.objects.unscoped(_REASON).filter(withdrawn_at=None),
    ),
    Dependant(
        key="assessments",
        label=_("Phiếu xét An toàn về ANTT"),
        rows=lambda: AssessmentSheet.objects.unscoped(_REASON),
    ),
    Dependant(
        key="plans",
        label=_("Kế hoạch dự thảo, đang thực hiện"),
        rows=lambda: Plan.objects.unscoped(_REASON).filter(state__in=CHANGEABLE),
    ),
]

"""The reform of 1 July 2025, a province at a time, from the table of successions.

The units of both eras are there (national_tables): the older ones ended, the newer began. What the reform still
does is to let hamlets, people and rows of the older units lie in the newer ones. Communes go one by one, each
whole or not at all, so that a run that was cut off goes on where it stopped, and one run again finds nothing to do.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from portal.core import audited_writes
from portal.core.errors import NotNow
from portal.units.amendments import policies, services
from portal.units.amendments.journal import Journal
from portal.units.amendments.kinds import KINDS, AmendmentPlan, Sides, absorb, share_out
from portal.units.amendments.locking import fresh, one_after_the_other
from portal.units.amendments.preview import tally
from portal.units.amendments.serialization import unpack
from portal.units.choices import AmendmentKind, AmendmentState, CommandChain, Level
from portal.units.models import Amendment, Succession, Unit, UnitEdge
from portal.units.national.gaps import has_communes
from portal.units.national.tables import REFORM, REFORM_ACT
from portal.units.selectors import UnknownUnit, unit_by_code

# Told how far a run is: (units done, units in all).
Progress = Callable[[int, int], None]
_AT_ONCE = 20


@dataclass(frozen=True)
class Reform(AmendmentPlan):
    """A province of today takes over what lay in its predecessors."""

    kind = AmendmentKind.REFORM
    province: Unit
    #: Where a commune was shared out: {hamlet, or the old commune for its own rows and people: new commune}.
    choices: dict[Unit, Unit] = field(default_factory=dict)

    def places(self) -> list[Unit]:
        return [self.province]

    def moving(self) -> list[Unit]:
        """The older provinces: all that is still to move lies in one of them."""
        return [step.unit for step in steps_left(self) if step.unit.level == Level.PROVINCE]

    def check(self, on: date) -> None:
        if self.province.level != Level.PROVINCE or self.province.valid_from != REFORM or on != REFORM:
            raise ValidationError(_("Chọn một tỉnh, thành phố có từ 01/7/2025."))
        allowed = {step.unit: set(step.successors) for step in steps(self.province)}
        lay_in = _communes_of(self.choices)
        for unit, to in self.choices.items():
            if to not in allowed.get(lay_in.get(unit, unit), ()):
                raise ValidationError(
                    _("%(unit)s không được chuyển về %(to)s theo nghị quyết sắp xếp.")
                    % {"unit": unit.title, "to": to.full_name}
                )


KINDS[AmendmentKind.REFORM] = Reform


@dataclass(frozen=True)
class ReformStep:
    """One older unit and what it became; no successor: the table does not say, the province sees it until decided."""

    unit: Unit
    successors: tuple[Unit, ...]

    @property
    def is_shared_out(self) -> bool:
        return len(self.successors) > 1

    @property
    def zone(self) -> Unit | None:
        """The đặc khu that an island district became; its own rows stay with the province all the same."""
        link = next(iter(self.unit.became.all()), None) if self.unit.level == Level.DISTRICT else None
        return link and link.successor

    @property
    def is_lost_island(self) -> bool:
        """Whether it is a district without communes of which the table names no heir."""
        return self.unit.level == Level.DISTRICT and not self.unit.has_communes and self.zone is None


def province_of(code: str) -> Unit:
    """The province of today by its code, or by the code of a predecessor where today none bears it."""
    try:
        return unit_by_code(code, REFORM, Level.PROVINCE)
    except UnknownUnit:
        older = Unit.objects.filter(level=Level.PROVINCE, code=code, valid_to=REFORM).first()
        link = older and older.became.select_related("successor").first()
        if not link:
            raise
        return link.successor


def steps(province: Unit) -> list[ReformStep]:
    """The older units whose rows the province takes over: communes first, then districts, then provinces."""
    return _as_steps(_older(province), province)


def steps_left(amendment: Reform) -> list[ReformStep]:
    """The steps still to do: units that hang nowhere since the day."""
    return _as_steps(
        _older(amendment.province).exclude(Exists(_hung().filter(child=OuterRef("pk")))), amendment.province
    )


def _older(province: Unit) -> QuerySet[Unit]:
    """The older provinces, their districts and their communes. A unit keeps its edges where its present columns
    have been rewritten, so the line of before is read from these."""
    provinces = Unit.objects.filter(level=Level.PROVINCE, became__successor=province)
    edges = UnitEdge.objects.filter(valid_to=REFORM, chain=CommandChain.ADMINISTRATION)
    districts = edges.filter(child__level=Level.DISTRICT, parent__in=provinces.values("pk")).values("child")
    above = Q(parent__in=provinces.values("pk")) | Q(parent__in=districts)
    communes = edges.filter(above, child__level=Level.COMMUNE).values("child")
    return Unit.objects.filter(Q(pk__in=provinces.values("pk")) | Q(pk__in=districts) | Q(pk__in=communes))


def _as_steps(older: QuerySet[Unit], province: Unit) -> list[ReformStep]:
    became = Succession.objects.filter(on=REFORM).select_related("successor").order_by("successor__sort")
    units = (
        older.annotate(has_communes=has_communes())
        .prefetch_related(Prefetch("became", became))
        .select_related("province", "district", "commune")
    )
    order = [Level.COMMUNE, Level.DISTRICT, Level.PROVINCE]
    return [
        ReformStep(unit, _successors(unit, province))
        for unit in sorted(units, key=lambda unit: (order.index(Level(unit.level)), unit.code))
    ]


def _successors(unit: Unit, province: Unit) -> tuple[Unit, ...]:
    if unit.level == Level.PROVINCE:
        return (province,)
    return tuple(link.successor for link in unit.became.all()) if unit.level == Level.COMMUNE else ()


def _hung() -> QuerySet[UnitEdge]:
    return UnitEdge.objects.filter(valid_from__gte=REFORM, chain=CommandChain.ADMINISTRATION)


def _not_done(some: list[ReformStep]) -> list[ReformStep]:
    hung = set(_hung().filter(child__in=[step.unit for step in some]).values_list("child", flat=True))
    return [step for step in some if step.unit.pk not in hung]


def begin_reform(*, by, amendment: Reform) -> Amendment:
    """Write the reform of a province down, or give the one begun before. Raises Refused outside one's area."""
    with transaction.atomic():
        # Two who begin at once begin one.
        amendment = fresh(amendment)
        one_after_the_other()
        policies.check_amendment(by, amendment)
        amendment.check(REFORM)
        begun = current(amendment.province)
        if begun:
            return begun
        stored = Amendment(
            kind=amendment.kind, on=REFORM, legal_act=REFORM_ACT, details=amendment.details(), made_by=by.user
        )
        audited_writes.add_row(stored, by=by, action="unit.decide")
        stored.affected_units.add(amendment.province)
    return stored


def current(province: Unit) -> Amendment | None:
    """The reform of a province that was begun and not taken back."""
    return (
        Amendment.objects.filter(
            kind=AmendmentKind.REFORM, affected_units=province, details__province__unit_key=province.public_id
        )
        .exclude(state=AmendmentState.UNDONE)
        .first()
    )


def run_reform(*, by, stored: Amendment, progress: Progress = lambda done, total: None) -> int:
    """Carry out what is left of a province's reform, some units in a transaction; the number of older units done.

    Raises Refused when it was taken back meanwhile.
    """
    amendment = Reform(**unpack(stored.details))
    left = steps_left(amendment)
    # They hold all that is still to move: who writes there waits for the few communes of one step.
    older = [step.unit for step in left if step.unit.level == Level.PROVINCE]
    for n in range(0, len(left), _AT_ONCE):
        with transaction.atomic():
            amendment = fresh(amendment, *older)
            one_after_the_other()
            stored = Amendment.objects.get(pk=stored.pk)
            if stored.state == AmendmentState.UNDONE:
                raise NotNow(_("Việc sắp xếp này đã được hoàn tác."))
            journal = Journal(by, REFORM, stored.legal_act)
            journal.entries = stored.journal.get("entries", [])
            journal.rows_moved = stored.journal.get("rows", 0)
            journal.counts = stored.journal.get("counts") or tally(amendment.moving())
            # Another worker may have been at it: a lease ran out, two jobs were asked for.
            for step in _not_done(left[n : n + _AT_ONCE]):
                _do(journal, amendment, step)
            services.keep(by, stored, journal)
        progress(min(n + _AT_ONCE, len(left)), len(left))
    return len(left)


def _do(journal: Journal, amendment: Reform, step: ReformStep) -> None:
    unit, above = step.unit, amendment.province
    if unit.level == Level.DISTRICT:
        # Districts are no more: their own rows are the province's, their people's assignments end.
        journal.hang(unit, above)
        journal.go_over(unit, None)
    elif len(step.successors) == 1:
        absorb(journal, unit, step.successors[0])
    else:
        inside = _inside(unit)
        chosen = {child: amendment.choices[child] for child in inside if child in amendment.choices}
        own = amendment.choices.get(unit)
        share_out(journal, unit, (), inside=inside, sides=Sides(above, chosen, rest=own, people=own))


def _inside(unit: Unit) -> list[Unit]:
    return _inside_each([unit])[unit.pk]


def _inside_each(communes: list[Unit]) -> dict[int, list[Unit]]:
    """The hamlets and self-managed teams right below each older commune, whose line ended with it."""
    edges = UnitEdge.objects.filter(
        parent__in=communes, child__valid_to=None, valid_to=REFORM, chain=CommandChain.ADMINISTRATION
    ).select_related("child__parent", "child__province", "child__district", "child__commune", "child__hamlet")
    found: dict[int, list[Unit]] = {unit.pk: [] for unit in communes}
    for edge in edges.order_by("child__level", "child__sort"):
        found[edge.parent_id].append(edge.child)
    return found


def questions(left: list[ReformStep]) -> list[tuple[ReformStep, list[Unit]]]:
    """The communes among some steps that were shared out, with the hamlets that must be given a side: asked, never
    chosen silently."""
    asked = [step for step in left if step.unit.level == Level.COMMUNE and step.is_shared_out]
    inside = _inside_each([step.unit for step in asked])
    return [(step, inside[step.unit.pk]) for step in asked]


def _communes_of(units: Iterable[Unit]) -> dict[Unit, Unit]:
    """The older commune each hamlet lay in, for those that lay in one."""
    below = [unit for unit in units if unit.level != Level.COMMUNE]
    edges = UnitEdge.objects.filter(child__in=below, valid_to=REFORM, chain=CommandChain.ADMINISTRATION)
    return {edge.child: edge.parent for edge in edges.select_related("child", "parent")}

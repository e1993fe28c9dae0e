"""What is left to do of the reform in a province."""

from collections import Counter
from dataclasses import dataclass

from portal.units.amendments.preview import counted, lines_of
from portal.units.amendments.reform_steps import ReformStep
from portal.units.choices import Level
from portal.units.models import Unit


@dataclass(frozen=True)
class ReformOverview:
    """What is left to do in a province, kind by kind."""

    whole: list[ReformStep]
    shared_out: list[ReformStep]
    unknown: list[ReformStep]
    districts: list[ReformStep]
    islands: list[ReformStep]
    lost_islands: list[ReformStep]
    provinces: list[ReformStep]

    @classmethod
    def of(cls, left: list[ReformStep]) -> "ReformOverview":
        """The steps left, sorted by what becomes of each unit."""
        communes = [step for step in left if step.unit.level == Level.COMMUNE]
        return cls(
            whole=[step for step in communes if len(step.successors) == 1],
            shared_out=[step for step in communes if step.is_shared_out],
            unknown=[step for step in communes if not step.successors],
            districts=[step for step in left if step.unit.level == Level.DISTRICT],
            islands=[step for step in left if step.zone],
            lost_islands=[step for step in left if step.is_lost_island],
            provinces=[step for step in left if step.unit.level == Level.PROVINCE],
        )


@dataclass(frozen=True)
class SharedCommune:
    """A commune that was shared out, with the units in it; `own`: something was filed at the commune itself."""

    step: ReformStep
    inside: list[Unit]
    own: bool

    def units(self) -> list[Unit]:
        """All that need a side: the units inside, and the commune for what is its own."""
        return [*self.inside, *([self.step.unit] if self.own else [])]


def asked_of(
    found: list[tuple[ReformStep, list[Unit]]], counts: dict[int, dict[str, int]]
) -> list[SharedCommune]:
    """The communes that were shared out and hold something; of those that hold nothing nobody is asked."""
    asked = [
        SharedCommune(step, inside, any(counts.get(step.unit.pk, {}).values())) for step, inside in found
    ]
    return [one for one in asked if one.units()]


def counts_of(
    left: list[ReformStep], found: list[tuple[ReformStep, list[Unit]]]
) -> dict[int, dict[str, int]]:
    """Rows in the older provinces, and rows filed at the communes that were divided; one query."""
    return counted(
        {
            "unit": [step.unit.pk for step, _inside in found],
            "province": [step.unit.pk for step in left if step.unit.level == Level.PROVINCE],
        }
    )


def overview_of(province: Unit, left: list[ReformStep], counts: dict[int, dict[str, int]]) -> dict:
    """What a reform leaves to do in a province and which rows move; `counts` are rows by unit and kind."""
    overview = ReformOverview.of(left)
    moving: Counter[str] = Counter()
    for step in overview.provinces:
        moving.update(counts.get(step.unit.pk, {}))
    return {
        "province": province,
        "overview": overview,
        "lines": [line for line in lines_of(moving) if line.number],
    }

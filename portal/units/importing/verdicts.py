"""The verdict on each row of an import: what would become of it, why, and which choices it leaves."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import TextChoices
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.units.choices import KINDS_AT, Level
from portal.units.importing.names import close_key, exact_key
from portal.units.importing.parsed_row import ParsedRow
from portal.units.importing.places import KnownPlace, Siblings
from portal.units.models import Unit
from portal.units.naming import full_name


class Verdict(TextChoices):
    """Every filled row has exactly one."""

    CREATE = "create", gettext_lazy("tạo mới")
    EXISTS = "exists", gettext_lazy("đã có")
    LIKELY = "likely", gettext_lazy("có thể đã có")
    DUPLICATE = "duplicate", gettext_lazy("trùng dòng khác")
    NO_PARENT = "no-parent", gettext_lazy("chưa rõ thuộc đâu")
    UNREADABLE = "unreadable", gettext_lazy("không đọc được")
    NO_UNIT = "no-unit", gettext_lazy("không phải dữ liệu")


class Decision(TextChoices):
    """What a person wants of a row. `UNDER` is followed by the public id of a hamlet or of the commune; it is kept on
    the line (`put`), which is then judged there."""

    CREATE = "create", gettext_lazy("Tạo mới")
    SAME = "same", gettext_lazy("Là một, không tạo")
    WITH_PARENT = "with-parent", gettext_lazy("Tạo luôn nơi này")
    UNDER = "under:", gettext_lazy("Thuộc")
    SKIP = "skip", gettext_lazy("Bỏ qua")


# What each verdict leaves to choose, and what holds until someone chooses; empty: someone must.
CHOICES: dict[str, tuple[tuple[Decision, ...], str]] = {
    Verdict.CREATE: ((Decision.CREATE, Decision.SKIP), Decision.CREATE),
    Verdict.EXISTS: ((Decision.SKIP,), Decision.SKIP),
    Verdict.LIKELY: ((Decision.SAME, Decision.CREATE), ""),
    Verdict.DUPLICATE: ((Decision.SKIP,), Decision.SKIP),
    Verdict.NO_PARENT: ((Decision.WITH_PARENT, Decision.UNDER, Decision.SKIP), ""),
    Verdict.UNREADABLE: ((Decision.SKIP,), Decision.SKIP),
    Verdict.NO_UNIT: ((Decision.SKIP,), Decision.SKIP),
}


@dataclass(frozen=True)
class Judged:
    """A row with its verdict. `parent` and `same` point to a unit ("unit:<public id>"), to another row ("row:7") or,
    a parent, to a hamlet that only rows below it name ("new:…")."""

    line: ParsedRow
    verdict: str
    reason: str
    decision: str = ""
    parent: str = ""
    same: str = ""
    #: The name that is nearly alike, as it is.
    like: str = ""

    @property
    def choices(self) -> list[Decision]:
        """The kinds of decision this row leaves; what was put somewhere by hand may be put elsewhere."""
        kinds = [*CHOICES[self.verdict][0], *([Decision.UNDER] if self.line.put else [])]
        return [kind for kind in kinds if kind != Decision.WITH_PARENT or _can_bring_parent(self.line)]

    @property
    def decided(self) -> str:
        """The decision where a person made one; what holds by itself is not carried to another verdict."""
        return self.decision if self.decision != CHOICES[self.verdict][1] else ""

    @property
    def creates(self) -> bool:
        """Whether a unit is created from the row by the decisions so far."""
        return self.decision in (Decision.CREATE, Decision.WITH_PARENT) or self.decision.startswith(
            Decision.UNDER
        )

    def as_json(self) -> dict:
        """The row as it is stored; `from_json` reads it back."""
        judgement = {"verdict": str(self.verdict), "reason": self.reason, "decision": str(self.decision)}
        points = {"parent": self.parent, "same": self.same, "like": self.like}
        return self.line.as_json() | judgement | {name: ref for name, ref in points.items() if ref}

    @classmethod
    def from_json(cls, row: dict) -> "Judged":
        judgement = {
            name: row[name] for name in ("reason", "decision", "parent", "same", "like") if name in row
        }
        line = {name: value for name, value in row.items() if name not in {*judgement, "verdict"}}
        return cls(ParsedRow(**line), Verdict(row["verdict"]), **judgement)


def judge(
    lines: Iterable[ParsedRow],
    *,
    commune: Unit,
    units: Iterable[Unit],
    decisions: dict[int, str] | None = None,
) -> list[Judged]:
    """A verdict for every row, against the commune's hamlets and groups (`units`, those that have not ended) and the
    rows above. `decisions` by row change what other rows find; one that does not fit its row's verdict is dropped."""
    judging = _Judging(commune, list(units), decisions or {})
    lines = [judging.put(line) for line in lines]
    hamlets = {line.row: judging.hamlet(line) for line in lines if _is_hamlet(line)}
    rest = {line.row: judging.other(line) for line in lines if line.row not in hamlets}
    return [(hamlets | rest)[line.row] for line in lines]


def _is_hamlet(line: ParsedRow) -> bool:
    return line.level == Level.HAMLET and not line.skipped and not line.problem


def _can_bring_parent(line: ParsedRow) -> bool:
    return bool(line.parent_name) and line.parent_kind in KINDS_AT[Level.HAMLET]


class _Judging:
    """Hamlets first, for a group may be in the table above its hamlet; then all the rest, in their order."""

    def __init__(self, commune: Unit, units: list[Unit], decisions: dict[int, str]):
        self.commune = commune
        self.top = f"unit:{commune.public_id}"
        self.decisions = decisions
        self.titles = {self.top: commune.full_name}
        self.siblings: defaultdict[tuple[str, str], Siblings] = defaultdict(Siblings)
        self.codes = {unit.code: unit.full_name for unit in units if unit.code}
        refs: dict[int | None, str] = {unit.pk: f"unit:{unit.public_id}" for unit in units}
        for unit in units:
            self._add(unit.level, refs.get(unit.parent_id, self.top), KnownPlace.of_unit(unit))

    def put(self, line: ParsedRow) -> ParsedRow:
        """The line under the place a person chose for it, if it may be put there; a place that no longer exists is forgotten."""
        decided = self.decisions.get(line.row, "")
        if decided.startswith(Decision.UNDER) and line.level == Level.SELF_MANAGED_TEAM:
            line = replace(line, put=decided.removeprefix(Decision.UNDER))
        return line if not line.put or f"unit:{line.put}" in self.titles else replace(line, put="")

    def hamlet(self, line: ParsedRow) -> Judged:
        """A hamlet is under the commune, whatever the row says above it."""
        return _noted(self._compared(line, self.top, self.decisions.get(line.row, "")))

    def other(self, line: ParsedRow) -> Judged:
        """A group; or a row that is no place."""
        return _noted(self._other(line))

    def _other(self, line: ParsedRow) -> Judged:
        if line.skipped:
            return Judged(line, Verdict.NO_UNIT, line.skipped, Decision.SKIP)
        if line.problem:
            return Judged(line, Verdict.UNREADABLE, line.problem, Decision.SKIP)
        decided = self.decisions.get(line.row, "")
        if line.put:
            return self._compared(line, f"unit:{line.put}", decided)
        if not line.parent_name:
            return self._without_parent(line, decided, _("Dòng không ghi thuộc thôn, ấp nào."), parent="")
        written = full_name(line.parent_kind, line.parent_name)
        if line.parent_kind in KINDS_AT[Level.COMMUNE]:
            if close_key(line.parent_name) == close_key(self.commune.name):
                return self._compared(line, self.top, decided)
            why = _("Thuộc %(other)s, không phải %(commune)s.")
            reason = why % {"other": written, "commune": self.commune.full_name}
            return Judged(line, Verdict.UNREADABLE, reason, Decision.SKIP)
        hamlets = self.siblings[Level.HAMLET, self.top]
        name = (line.parent_kind, line.parent_name)
        if found := hamlets.same(*name) or hamlets.like(*name):
            alike = exact_key(written) == exact_key(found.title)
            note = "" if alike else _("“%(it)s” hiểu là %(found)s. ") % {"it": written, "found": found.title}
            return self._compared(line, found.ref, decided, note)
        reason = _("%(commune)s chưa có %(hamlet)s.") % {"commune": self.commune.title, "hamlet": written}
        parent = f"new:{line.parent_kind} {close_key(line.parent_name)}"
        return self._without_parent(line, decided, reason, parent)

    def _without_parent(self, line: ParsedRow, decided: str, reason: str, parent: str) -> Judged:
        """Someone must say under which hamlet the group is, or that the hamlet is to be created with it."""
        if parent and (twin := self.siblings[line.level, parent].same(line.kind, line.name)):
            return Judged(line, Verdict.DUPLICATE, _twin_of(twin), Decision.SKIP, same=twin.ref)
        judged = Judged(line, Verdict.NO_PARENT, reason, parent=parent)
        decision = decided if decided in judged.choices else ""
        if parent and decision != Decision.SKIP:
            self._add(line.level, parent, KnownPlace.of_line(line))
        return replace(judged, decision=decision)

    def _compared(self, line: ParsedRow, parent: str, decided: str, note: str = "") -> Judged:
        """A row against what exists, or what rows above bring, under its parent."""
        siblings = self.siblings[line.level, parent]
        if same := siblings.same(line.kind, line.name):
            if same.row:
                return Judged(line, Verdict.DUPLICATE, _twin_of(same), Decision.SKIP, parent, same.ref)
            names = {"unit": capfirst(same.title), "parent": self.titles[parent]}
            reason = _("%(unit)s đã có ở %(parent)s.") % names
            return Judged(line, Verdict.EXISTS, note + reason, Decision.SKIP, parent, same.ref)
        like = siblings.like(line.kind, line.name)
        if not like and (bearer := self.codes.get(line.code)):
            reason = _("Mã %(code)s đã là mã của %(unit)s.") % {"code": line.code, "unit": bearer}
            return Judged(line, Verdict.UNREADABLE, note + reason, Decision.SKIP)
        if like:
            verdict = Verdict.LIKELY
            at = _("dòng %(row)d") % {"row": like.row} if like.row else self.titles[parent]
            reason = _("Gần giống %(other)s đã có ở %(at)s.") % {"other": like.title, "at": at}
        else:
            verdict = Verdict.CREATE
            names = {"unit": full_name(line.kind, line.name), "parent": self.titles[parent]}
            reason = _("Thêm %(unit)s vào %(parent)s.") % names
        allowed, otherwise = CHOICES[verdict]
        decision = decided if decided in allowed else otherwise
        if decision == Decision.CREATE:
            self._add(line.level, parent, KnownPlace.of_line(line))
        ref, title = (like.ref, like.title) if like else ("", "")
        return Judged(line, verdict, note + reason, decision, parent, ref, title)

    def _add(self, level: str, parent: str, place: KnownPlace) -> None:
        self.siblings[str(level), parent].add(place)
        if level == Level.HAMLET:
            self.titles[place.ref] = place.title


def _noted(judged: Judged) -> Judged:
    """The verdict with what must be said of its row besides."""
    note = judged.line.note
    return replace(judged, reason=f"{judged.reason} {note}") if note else judged


def _twin_of(known: KnownPlace) -> str:
    return _("Trùng %(other)s ở dòng %(row)d.") % {"other": known.title, "row": known.row}

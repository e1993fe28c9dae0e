"""Who can see the rows of a unit on a day, by which role and given by whom: the data of the access page and
of `manage.py who_can`."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import CharField, F, TextChoices, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.elevation import reaching
from portal.accounts.elevation_limits import LISTED_FOR
from portal.accounts.models import Assignment, Elevation
from portal.accounts.permissions import RIGHTS, Permission, Role, allowed
from portal.core import clock
from portal.core.working_time import end_of
from portal.units.models import Unit, UnitEdge, valid_on


class ReviewPlace(TextChoices):
    """The place of someone's role, seen from the unit whose rows are asked for."""

    HERE = "here", gettext_lazy("Tại đơn vị")
    BELOW = "below", gettext_lazy("Ở thôn, ấp, tổ hoặc đơn vị bên dưới")
    ABOVE = "above", gettext_lazy("Ở cấp trên")


class ReviewedKind(TextChoices):
    """The kinds of rows that are asked about."""

    TIPS = "tips", gettext_lazy("Tin báo")
    INFORMANTS = "informants", gettext_lazy("Thông tin người báo tin")
    GROUPS = "groups", gettext_lazy("Nhóm")
    COVERAGE = "coverage", gettext_lazy("Tỷ lệ tham gia")
    BODIES = "bodies", gettext_lazy("Cơ quan, tổ chức")
    POSTS = "posts", gettext_lazy("Bài đăng")
    STEERING = "steering", gettext_lazy("Công tác của Ban Chỉ đạo")
    REPORTS = "reports", gettext_lazy("Báo cáo")
    PEOPLE = "people", gettext_lazy("Tài khoản")


_VIEW_BODIES = gettext_lazy("xem danh sách cơ quan, tổ chức")
_VIEW_STEERING = gettext_lazy("xem danh sách, kế hoạch, văn bản của Ban Chỉ đạo")
_ISSUED_ONLY = gettext_lazy("chỉ báo cáo đã ban hành")

# By kind: the permission, and what it opens; the first that a role carries counts. A permission to read that opens a
# commune's rows (READS of portal.oversight.outside_access) is under its kind here.
_OPENS = {
    ReviewedKind.TIPS: (
        (Permission.VIEW_TIPS, gettext_lazy("xem mọi tin trong địa bàn của vai trò")),
        (Permission.LOG_TIPS, gettext_lazy("chỉ tin chính mình gửi hoặc nhận bàn giao")),
    ),
    ReviewedKind.INFORMANTS: (
        (
            Permission.OPEN_INFORMANT,
            gettext_lazy(
                "chỉ tin mình ghi hoặc được giao; mỗi lần mở phải ghi lý do, lý do nằm trong quá trình của tin"
            ),
        ),
    ),
    ReviewedKind.GROUPS: (
        (Permission.EDIT_GROUPS, gettext_lazy("xem và sửa danh bạ")),
        (Permission.VIEW_GROUPS, gettext_lazy("xem nhóm trong địa bàn của vai trò")),
        (Permission.CONFIRM_GROUPS, gettext_lazy("chỉ nhóm mình đứng tên")),
    ),
    ReviewedKind.COVERAGE: (
        (Permission.EDIT_COVERAGE, gettext_lazy("xem và nhập tổng số")),
        (Permission.VIEW_COVERAGE, gettext_lazy("xem tỷ lệ tham gia")),
    ),
    ReviewedKind.BODIES: (
        (Permission.EDIT_BODIES, gettext_lazy("xem và sửa danh sách cơ quan, tổ chức")),
        (Permission.VIEW_BODIES, _VIEW_BODIES),
    ),
    ReviewedKind.POSTS: (
        (Permission.EDIT_POSTS, gettext_lazy("xem và thêm tin, bài")),
        (Permission.VIEW_POSTS, gettext_lazy("xem bài và lượt chia sẻ")),
        (Permission.RELAY_POSTS, gettext_lazy("bài cần chia sẻ vào nhóm của mình")),
    ),
    ReviewedKind.STEERING: (
        (Permission.EDIT_STEERING, gettext_lazy("xem và giữ danh sách, kế hoạch của Ban Chỉ đạo")),
        (Permission.EDIT_DIRECTIVES, gettext_lazy("xem và giữ sổ văn bản của Ban Chỉ đạo")),
        (Permission.VIEW_STEERING, _VIEW_STEERING),
        (Permission.REPORT_TASKS, gettext_lazy("chỉ việc giao cho nơi mình và khó khăn, vướng mắc mình nêu")),
        (
            Permission.REPORT_BODY_TASKS,
            gettext_lazy("chỉ việc giao cho cơ quan, tổ chức mình và khó khăn, vướng mắc mình nêu"),
        ),
        (Permission.RAISE_DIFFICULTIES, gettext_lazy("chỉ khó khăn, vướng mắc mình nêu")),
    ),
    ReviewedKind.REPORTS: (
        (Permission.EDIT_REPORTS, gettext_lazy("lập báo cáo của đơn vị mình")),
        (Permission.VIEW_REPORTS, gettext_lazy("xem báo cáo")),
    ),
    ReviewedKind.PEOPLE: ((Permission.MANAGE_PEOPLE, gettext_lazy("mở, đóng tài khoản và phân công")),),
}
# What a permission opens that is held at a unit above, where that differs: drafts and informants stay with the unit whose
# they are, and each unit keeps its own lists, plans and papers.
_FROM_ABOVE = {
    Permission.OPEN_INFORMANT: "",
    Permission.EDIT_BODIES: _VIEW_BODIES,
    Permission.EDIT_STEERING: _VIEW_STEERING,
    Permission.EDIT_DIRECTIVES: _VIEW_STEERING,
    Permission.EDIT_REPORTS: _ISSUED_ONLY,
    Permission.VIEW_REPORTS: _ISSUED_ONLY,
}


@dataclass(frozen=True)
class ReviewLine:
    """One person's role: since when, until when, given by whom, and what it opens of the unit's rows."""

    assignment: Assignment
    place: ReviewPlace
    opens: dict[ReviewedKind, str]

    @property
    def words(self) -> list[tuple[str, str]]:
        """What it opens, each with its label."""
        return [(str(kind.label), words) for kind, words in self.opens.items()]


@dataclass(frozen=True)
class ReviewedOffice:
    """Those of one role in one place: what it opens is said once, then who has it."""

    lines: list[ReviewLine]

    @property
    def role(self) -> Role:
        """The role that all of its lines share."""
        return Role(self.lines[0].assignment.role)

    @property
    def sentence(self) -> str:
        """What the role may see, in a sentence."""
        return self.lines[0].assignment.sentence

    @property
    def words(self) -> list[tuple[str, str]]:
        """What the role may see, permission by permission."""
        return self.lines[0].words


@dataclass(frozen=True)
class AccessReview:
    """Who can see a unit's rows on a day, who raised themselves, and who has an account here yet sees no row."""

    unit: Unit
    on: date
    moment: datetime
    lines: list[ReviewLine] = field(default_factory=list)
    without: list[ReviewLine] = field(default_factory=list)
    elevations: list[Elevation] = field(default_factory=list)

    @property
    def by_place(self) -> list[tuple[str, int, list[ReviewedOffice]]]:
        """Place by place, each with its number of people, role by role; places without anyone left out."""
        found = [(place.label, [line for line in self.lines if line.place == place]) for place in ReviewPlace]
        return [(str(label), len(lines), _by_role(lines)) for label, lines in found if lines]

    @property
    def without_by_role(self) -> list[ReviewedOffice]:
        """Those without access, a role at a time."""
        return _by_role(self.without)

    @property
    def raised_now(self) -> list[Elevation]:
        """Elevations that last at the moment of the review."""
        return [row for row in self.elevations if row.lasts_at(self.moment)]

    @property
    def raised_before(self) -> list[Elevation]:
        """Elevations that had ended by the moment of the review."""
        return [row for row in self.elevations if not row.lasts_at(self.moment)]


def who_can(unit: Unit, on: date | None = None, *, below: bool = True) -> AccessReview:
    """Everyone whose role can see rows of a unit on a day (today unless given), in a fixed number of queries.

    Hours of support staff run by the machine's clock; of a given day, those of the year up to its end are listed.
    Without `below` those of units below are left out: a province has thousands, shown commune by commune.
    """
    moment = end_of(on) if on else clock.machine_now()
    on = on or clock.today()
    places = _places(unit, on, below)
    rows = (
        Assignment.objects.filter(valid_on(on), unit__in=places)
        .select_related("user", "unit__hamlet", "body", "given_by")
        .order_by(F("unit__hamlet__sort").asc(nulls_first=True), "unit__sort", "role", "user__sort", "pk")
    )
    review = AccessReview(unit, on, moment)
    for row in rows:
        place = places[row.unit_id]
        opens = _opens(Role(row.role), place) if row.user.is_active or on < clock.today() else {}
        kind = review.lines if opens.keys() - {ReviewedKind.PEOPLE} else review.without
        kind.append(ReviewLine(row, place, opens))
    raised = reaching(unit).filter(begun_at__lte=moment, begun_at__gt=moment - LISTED_FOR)
    review.elevations.extend(raised)
    return review


def _by_role(lines: list[ReviewLine]) -> list[ReviewedOffice]:
    """The lines of each role together, roles in the order of their table; a closed account is separate."""
    found: dict[tuple, list[ReviewLine]] = {}
    for line in lines:
        found.setdefault((line.assignment.role, bool(line.opens)), []).append(line)
    order = list(Role)
    return [
        ReviewedOffice(found[key]) for key in sorted(found, key=lambda key: (order.index(key[0]), not key[1]))
    ]


def _opens(role: Role, place: ReviewPlace) -> dict[ReviewedKind, str]:
    """What a role opens of a unit's rows by the place it is held at, by kind."""
    found = {}
    for kind, ways in _OPENS.items():
        for permission, words in ways:
            if allowed(role, permission):
                above = place == ReviewPlace.ABOVE
                found[kind] = str(_FROM_ABOVE.get(permission, words) if above else words)
                break
    return {kind: words for kind, words in found.items() if words}


def _places(unit: Unit, on: date, below: bool) -> dict[int, ReviewPlace]:
    """The units whose people may see a unit's rows, by the units above it on the day; one query."""
    edges = UnitEdge.objects.filter(valid_on(on))
    ups, downs = [], []
    parents, children = edges.filter(child=unit), edges.filter(parent=unit)
    # From a self-managed team to the province are four steps.
    for _step in range(4):
        ups.append(parents.values_list("parent", _as(ReviewPlace.ABOVE)))
        downs.append(children.values_list("child", _as(ReviewPlace.BELOW)))
        parents = edges.filter(child__in=parents.values("parent"))
        children = edges.filter(parent__in=children.values("child"))
    first, *others = [*ups, *downs] if below else ups
    return {unit.pk: ReviewPlace.HERE} | {pk: ReviewPlace(place) for pk, place in first.union(*others)}


def _as(place: ReviewPlace) -> Value:
    return Value(place.value, output_field=CharField())


def outsiders() -> list[str]:
    """Who sees nothing, in words: what an outsider or the operator of the machine can and cannot do."""
    return [
        _("Người của xã, thôn, ấp khác: với họ, dữ liệu của đơn vị này không tồn tại."),
        _("Cán bộ cấp trên không xem được thông tin người báo tin của tin do đơn vị này giữ."),
        _("%(role)s: %(sentence)s")
        % {"role": Role.SUPPORT.label, "sentence": _lower(RIGHTS[Role.SUPPORT].sentence)},
        _(
            "Người vận hành máy chủ đọc được cơ sở dữ liệu, nhưng không đọc được thông tin người báo tin nếu không giữ khóa niêm phong."
        ),
    ]


def _lower(sentence: object) -> str:
    text = str(sentence)
    return text[:1].lower() + text[1:]

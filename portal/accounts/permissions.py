"""Roles and permissions: the table of what each role may do. A permission concerns a person and a unit;
whether a row's state allows an action is in the policies of its app."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.accounts.elevation_limits import MINUTES


class Role(TextChoices):
    COMMUNE_OFFICER = "commune-officer", _("Cán bộ Công an xã")
    POLICE_CHIEF = "police-chief", _("Trưởng Công an xã")
    AREA_OFFICER = "area-officer", _("Cảnh sát khu vực")
    COMMITTEE_LEADER = "committee-leader", _("Trưởng Ban Chỉ đạo")
    COMMITTEE_DEPUTY = "committee-deputy", _("Phó Trưởng Ban Chỉ đạo")
    COMMUNE_CHAIR = "commune-chair", _("Chủ tịch Ủy ban nhân dân xã")
    CLERK = "clerk", _("Văn thư")
    HAMLET_HEAD = "hamlet-head", _("Trưởng thôn, ấp")
    ORGANISATION_REPORTER = "organisation-reporter", _("Cán bộ đoàn thể, đơn vị")
    DISTRICT_OFFICER = "district-officer", _("Cán bộ cấp huyện")
    PROVINCE_OFFICER = "province-officer", _("Cán bộ cấp tỉnh")
    ADMINISTRATOR = "administrator", _("Quản trị hệ thống")
    SUPPORT = "support", _("Nhân viên hỗ trợ")
    # Reached only by raising oneself for some hours (Elevation), never by an assignment.
    SUPPORT_READER = "support-reader", _("Hỗ trợ có quyền xem tạm thời ở xã")
    SUPPORT_WATCHER = "support-watcher", _("Hỗ trợ có quyền xem tạm thời ở tỉnh")


class Permission(TextChoices):
    VIEW_UNITS = "units.view", _("xem địa bàn")
    CHANGE_UNITS = "units.change", _("thay đổi địa giới của đơn vị cấp dưới")
    VIEW_BODIES = "bodies.view", _("xem cơ quan, tổ chức của địa bàn")
    EDIT_BODIES = "bodies.edit", _("sửa cơ quan, tổ chức của đơn vị mình")
    VIEW_GROUPS = "groups.view", _("xem nhóm của địa bàn")
    EDIT_GROUPS = "groups.edit", _("sửa danh bạ nhóm")
    CONFIRM_GROUPS = "groups.confirm", _("xác nhận tình hình nhóm")
    VIEW_COVERAGE = "coverage.view", _("xem tỷ lệ tham gia")
    EDIT_COVERAGE = "coverage.edit", _("nhập tổng số để tính tỷ lệ tham gia")
    LOG_TIPS = "tips.log", _("ghi tin báo")
    VIEW_TIPS = "tips.view", _("xem tin báo của địa bàn")
    HANDLE_TIPS = "tips.handle", _("xử lý tin báo")
    REDACT_TIPS = "tips.redact", _("xóa thông tin đã lỡ ghi trong tin báo")
    OPEN_INFORMANT = "tips.open-informant", _("xem thông tin người báo tin mình phụ trách")
    VIEW_POSTS = "posts.view", _("xem bài tuyên truyền")
    EDIT_POSTS = "posts.edit", _("thêm tin, bài tuyên truyền")
    RELAY_POSTS = "posts.relay", _("đánh dấu đã chia sẻ bài vào nhóm")
    VIEW_STEERING = "steering.view", _("xem công tác của Ban Chỉ đạo")
    EDIT_STEERING = "steering.edit", _("giữ danh sách, kế hoạch của Ban Chỉ đạo")
    REPORT_TASKS = "steering.report-tasks", _("xem và báo kết quả việc được giao cho đơn vị mình")
    REPORT_BODY_TASKS = (
        "steering.report-body-tasks",
        _("xem và báo kết quả việc được giao cho cơ quan, tổ chức mình"),
    )
    EDIT_DIRECTIVES = "directives.edit", _("giữ sổ văn bản của Ban Chỉ đạo")
    RAISE_DIFFICULTIES = "steering.raise", _("nêu khó khăn, vướng mắc, kiến nghị")
    VIEW_REPORTS = "reports.view", _("xem báo cáo của địa bàn")
    EDIT_REPORTS = "reports.edit", _("lập báo cáo")
    ISSUE_REPORTS = "reports.submit", _("gửi báo cáo")
    WATCH_UNITS = "dashboards.watch", _("theo dõi các xã thuộc địa bàn")
    MANAGE_PEOPLE = "people.manage", _("quản lý tài khoản và phân công")
    MANAGE_CARDS = "people.manage-cards", _("cấp thẻ đăng nhập cho trưởng thôn, ấp")
    HAND_OVER = "people.hand-over", _("bàn giao việc của trưởng thôn, ấp, đoàn thể")
    VIEW_ACCESS = "people.view-access", _("xem ai vào được dữ liệu của đơn vị")
    READ_AUDIT = "audit.read", _("tra cứu nhật ký của đơn vị")
    SEE_OUTSIDE_ACCESS = "audit.see-looks", _("xem ai ngoài xã đã xem dữ liệu của xã")
    ELEVATE = "support.elevate", _("xin quyền xem tạm thời để hỗ trợ")


@dataclass(frozen=True)
class RoleRights:
    """A role in one sentence that a manager understands, and its permissions."""

    sentence: str | Promise
    permissions: frozenset[Permission]
    phone_only: bool = False


_READ_REGISTERS = {
    Permission.VIEW_UNITS,
    Permission.VIEW_BODIES,
    Permission.VIEW_GROUPS,
    Permission.VIEW_COVERAGE,
    Permission.VIEW_POSTS,
    Permission.VIEW_STEERING,
}

_OF_AN_OFFICER = set(Permission) - {
    Permission.WATCH_UNITS,
    Permission.MANAGE_PEOPLE,
    Permission.ELEVATE,
    Permission.READ_AUDIT,
    Permission.REPORT_BODY_TASKS,
}

RIGHTS: dict[Role, RoleRights] = {
    Role.COMMUNE_OFFICER: RoleRights(
        _("Ghi và xử lý tin báo, giữ danh bạ nhóm, thêm tin, bài và lập báo cáo của xã mình."),
        frozenset(_OF_AN_OFFICER),
    ),
    Role.POLICE_CHIEF: RoleRights(
        _("Làm mọi việc của cán bộ Công an xã, gửi báo cáo và tra cứu nhật ký của xã mình."),
        frozenset(_OF_AN_OFFICER | {Permission.READ_AUDIT}),
    ),
    Role.AREA_OFFICER: RoleRights(
        _(
            "Ghi và xử lý tin báo, xem, xác nhận nhóm và chia sẻ bài của thôn, ấp mình phụ trách; không thấy việc của thôn, ấp khác."
        ),
        frozenset(
            {
                Permission.VIEW_UNITS,
                Permission.VIEW_GROUPS,
                Permission.CONFIRM_GROUPS,
                Permission.LOG_TIPS,
                Permission.VIEW_TIPS,
                Permission.HANDLE_TIPS,
                Permission.REDACT_TIPS,
                Permission.OPEN_INFORMANT,
                Permission.RAISE_DIFFICULTIES,
                Permission.RELAY_POSTS,
                Permission.REPORT_TASKS,
            }
        ),
    ),
    Role.COMMITTEE_LEADER: RoleRights(
        _("Xem mọi việc của xã mình và gửi báo cáo; không xem thông tin người báo tin."),
        frozenset(
            _READ_REGISTERS
            | {
                Permission.EDIT_BODIES,
                Permission.VIEW_TIPS,
                Permission.EDIT_STEERING,
                Permission.REPORT_TASKS,
                Permission.EDIT_DIRECTIVES,
                Permission.RAISE_DIFFICULTIES,
                Permission.VIEW_REPORTS,
                Permission.EDIT_REPORTS,
                Permission.ISSUE_REPORTS,
                Permission.VIEW_ACCESS,
                Permission.READ_AUDIT,
                Permission.SEE_OUTSIDE_ACCESS,
            }
        ),
    ),
    Role.COMMITTEE_DEPUTY: RoleRights(
        _(
            "Xem mọi việc của xã mình, giữ kế hoạch của Ban Chỉ đạo và gửi báo cáo thay Trưởng ban; không xem thông tin người báo tin."
        ),
        frozenset(
            _READ_REGISTERS
            | {
                Permission.VIEW_TIPS,
                Permission.EDIT_STEERING,
                Permission.REPORT_TASKS,
                Permission.RAISE_DIFFICULTIES,
                Permission.VIEW_REPORTS,
                Permission.EDIT_REPORTS,
                Permission.ISSUE_REPORTS,
            }
        ),
    ),
    Role.COMMUNE_CHAIR: RoleRights(
        _(
            "Xem nhóm, bài đăng, kế hoạch và báo cáo của xã mình, gửi báo cáo, biết ai vào được dữ liệu của xã; không xem tin báo."
        ),
        frozenset(
            _READ_REGISTERS
            | {
                Permission.REPORT_TASKS,
                Permission.RAISE_DIFFICULTIES,
                Permission.VIEW_REPORTS,
                Permission.ISSUE_REPORTS,
                Permission.VIEW_ACCESS,
                Permission.SEE_OUTSIDE_ACCESS,
            }
        ),
    ),
    Role.CLERK: RoleRights(
        _("Giữ sổ văn bản của Ban Chỉ đạo và xem báo cáo của xã mình; không xem tin báo, không gửi báo cáo."),
        frozenset(
            {
                Permission.VIEW_UNITS,
                Permission.VIEW_STEERING,
                Permission.EDIT_DIRECTIVES,
                Permission.RAISE_DIFFICULTIES,
                Permission.VIEW_REPORTS,
            }
        ),
    ),
    Role.HAMLET_HEAD: RoleRights(
        _(
            "Báo tin, xác nhận nhóm, chia sẻ bài và gửi báo cáo của thôn, ấp mình; chỉ thấy tin mình gửi hoặc nhận bàn giao."
        ),
        frozenset(
            {
                Permission.VIEW_GROUPS,
                Permission.CONFIRM_GROUPS,
                Permission.LOG_TIPS,
                Permission.RELAY_POSTS,
                Permission.REPORT_TASKS,
                Permission.RAISE_DIFFICULTIES,
                Permission.VIEW_REPORTS,
                Permission.EDIT_REPORTS,
                Permission.ISSUE_REPORTS,
            }
        ),
        phone_only=True,
    ),
    Role.ORGANISATION_REPORTER: RoleRights(
        _(
            "Thay mặt cơ quan, đoàn thể mình: xác nhận và chia sẻ bài vào các nhóm mà mình đứng tên; báo tin, chỉ thấy tin mình gửi hoặc nhận bàn giao."
        ),
        frozenset(
            {
                Permission.CONFIRM_GROUPS,
                Permission.LOG_TIPS,
                Permission.RELAY_POSTS,
                Permission.REPORT_BODY_TASKS,
                Permission.RAISE_DIFFICULTIES,
            }
        ),
        phone_only=True,
    ),
    Role.DISTRICT_OFFICER: RoleRights(
        _(
            "Xem tỷ lệ tham gia, tin báo và báo cáo của các xã trong huyện; xử lý tin phản ánh về cán bộ Công an xã."
        ),
        frozenset(
            _READ_REGISTERS
            | {
                Permission.EDIT_BODIES,
                Permission.VIEW_TIPS,
                Permission.HANDLE_TIPS,
                Permission.REDACT_TIPS,
                Permission.OPEN_INFORMANT,
                Permission.EDIT_STEERING,
                Permission.REPORT_TASKS,
                Permission.EDIT_DIRECTIVES,
                Permission.RAISE_DIFFICULTIES,
                Permission.VIEW_REPORTS,
                Permission.EDIT_REPORTS,
                Permission.ISSUE_REPORTS,
                Permission.WATCH_UNITS,
            }
        ),
    ),
    Role.PROVINCE_OFFICER: RoleRights(
        _("Xem tỷ lệ tham gia, tin báo và báo cáo của các xã trong tỉnh; xử lý tin gửi thẳng lên tỉnh."),
        frozenset(
            _READ_REGISTERS
            | {
                Permission.EDIT_BODIES,
                Permission.VIEW_TIPS,
                Permission.HANDLE_TIPS,
                Permission.REDACT_TIPS,
                Permission.OPEN_INFORMANT,
                Permission.EDIT_STEERING,
                Permission.REPORT_TASKS,
                Permission.EDIT_DIRECTIVES,
                Permission.RAISE_DIFFICULTIES,
                Permission.VIEW_REPORTS,
                Permission.EDIT_REPORTS,
                Permission.ISSUE_REPORTS,
                Permission.WATCH_UNITS,
                Permission.READ_AUDIT,
            }
        ),
    ),
    Role.ADMINISTRATOR: RoleRights(
        _("Mở tài khoản và phân công; không xem tin báo, không xem thông tin người báo tin."),
        frozenset(
            {
                Permission.VIEW_UNITS,
                Permission.MANAGE_PEOPLE,
                Permission.CHANGE_UNITS,
                Permission.MANAGE_CARDS,
                Permission.HAND_OVER,
                Permission.VIEW_ACCESS,
                Permission.READ_AUDIT,
                Permission.SEE_OUTSIDE_ACCESS,
            }
        ),
    ),
    Role.SUPPORT: RoleRights(
        format_lazy(
            _(
                "Không xem dữ liệu của xã nào; khi cần thì xin quyền xem tạm thời, nêu lý do, tối đa {hours} giờ, và xã được báo."
            ),
            hours=max(MINUTES) // 60,
        ),
        frozenset({Permission.ELEVATE}),
    ),
    Role.SUPPORT_READER: RoleRights(
        _(
            "Chỉ xem nhóm, tin báo, bài đăng, báo cáo của một xã trong thời gian đã nêu; không sửa, không gửi, không xem thông tin người báo tin."
        ),
        frozenset(_READ_REGISTERS | {Permission.VIEW_TIPS, Permission.VIEW_REPORTS}),
    ),
    # A province holds complaints about police: who supports it reads no tip and no report.
    Role.SUPPORT_WATCHER: RoleRights(
        _(
            "Chỉ xem nhóm, tỷ lệ tham gia, bài đăng của tỉnh trong thời gian đã nêu; không xem tin báo, báo cáo, không sửa gì."
        ),
        frozenset(_READ_REGISTERS),
    ),
}


#: Roles of the commune's police.
POLICE = frozenset({Role.COMMUNE_OFFICER, Role.POLICE_CHIEF, Role.AREA_OFFICER})

#: Roles that one holds for a body (cơ quan, tổ chức) of the unit, where it is in the register.
OF_A_BODY = frozenset({Role.ORGANISATION_REPORTER})


def allowed(role: str, permission: str) -> bool:
    """Whether a role carries a permission."""
    return Permission(permission) in RIGHTS[Role(role)].permissions

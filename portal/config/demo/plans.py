"""The plans of the stories: targets by year, tasks with their owners, cost estimates. Hà Giang's targets are those of its plan
(S3.1), who does what in Bùi La Nhân that of its plan (S4.6); every task and sum is invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from portal.accounts.actor import Actor
from portal.config.demo.stage import Stage
from portal.steering.choices import PlanPurpose
from portal.steering.models import Directive, Plan, PlanTask
from portal.steering.plans.cost_services import CostLine, set_costs
from portal.steering.plans.parts import tasks_in
from portal.steering.plans.services import draft_plan, transition_plan
from portal.steering.plans.target_services import set_targets
from portal.steering.plans.task_services import add_task, transition_task
from portal.units.models import Unit


@dataclass(frozen=True)
class StoryTask:
    """A task of a plan: for the unit of a key or for the commune's body of a name, until when if not always, and on which
    day what was reported."""

    text: str
    unit: str = ""
    body: str = ""
    due_on: date | None = None
    done: tuple[date, str] | None = None


@dataclass(frozen=True)
class StoryPlan:
    """The plan of the model of a commune, in force from a day: its years, the code of its paper, the lines of its texts, what
    it wants."""

    title: str
    first_year: int
    last_year: int
    begun_on: date
    targets: Mapping[tuple[str, int], int]
    paper: str = ""
    aims: tuple[str, ...] = ()
    demands: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    tasks: tuple[StoryTask, ...] = ()
    costs: Mapping[int, tuple[CostLine, ...]] = field(default_factory=dict)


def _line(
    text: str, measure: str, quantity: int, unit_price: int, spent: int = 0, source: str = "Ngân sách xã"
) -> CostLine:
    return {
        "text": text,
        "measure": measure,
        "quantity": quantity,
        "unit_price": unit_price,
        "source": source,
        "spent": spent,
    }


_HA_GIANG_POLICE, _HA_GIANG_FRONT = "Công an xã Hà Giang", "Ủy ban Mặt trận Tổ quốc xã Hà Giang"

HA_GIANG = StoryPlan(
    title="Ứng dụng mạng xã hội Zalo trong tiếp nhận thông tin về an ninh, trật tự và phòng, chống tội phạm",
    first_year=2022,
    last_year=2025,
    begun_on=date(2024, 4, 12),
    paper="68/KH-UBND",
    aims=(
        "- Mở thêm một kênh để người dân báo tin về an ninh, trật tự nhanh, thuận tiện, mọi lúc.",
        "- Đưa thông tin về thủ đoạn tội phạm, thủ tục hành chính của Công an đến từng hộ.",
    ),
    demands=(
        "- Người tham gia tự nguyện, theo quy chế hoạt động của nhóm; mỗi nhóm có một cán bộ Công an xã chăm sóc.",
        "- Mọi tin báo được tiếp nhận, phân loại, xử lý kịp thời, đúng pháp luật; giữ bí mật người báo tin.",
        "- Không đưa bí mật nhà nước, thông tin riêng tư của người khác lên nhóm.",
    ),
    measures=(
        "- Khảo sát, lập danh sách người tham gia của từng khu dân cư, trình duyệt trước khi lập nhóm.",
        "- Niêm yết mã QR ở nơi tiếp dân, trụ sở, nhà văn hóa, bảng tin; tra cứu thủ tục bằng mã QR.",
    ),
    targets={
        ("agencies", 2024): 100,
        ("agencies", 2025): 100,
        ("hamlets", 2024): 100,
        ("hamlets", 2025): 100,
        ("enterprises", 2024): 70,
        ("enterprises", 2025): 100,
        ("households", 2024): 70,
        ("households", 2025): 90,
        ("tips", 2024): 100,
        ("tips", 2025): 100,
    },
    tasks=(
        StoryTask(
            "Khảo sát số hộ, số người dùng Zalo ở từng thôn; lập danh sách dự kiến tham gia trình Ban Chỉ đạo duyệt",
            body=_HA_GIANG_POLICE,
            due_on=date(2024, 4, 26),
            done=(date(2024, 4, 25), "Đã duyệt danh sách của bốn thôn."),
        ),
        StoryTask(
            "Ban hành quy chế hoạt động của các nhóm",
            unit="15292",
            due_on=date(2024, 4, 30),
            done=(date(2024, 4, 29), "Quy chế đã gửi các thôn, đoàn thể."),
        ),
        StoryTask(
            "Lập nhóm của Ban Chỉ đạo và bốn nhóm của thôn; mỗi nhóm có một cán bộ Công an xã chăm sóc",
            body=_HA_GIANG_POLICE,
            due_on=date(2024, 5, 15),
            done=(date(2024, 5, 10), "Năm nhóm hoạt động từ ngày 10/5."),
        ),
        StoryTask(
            "Niêm yết mã QR của nhóm ở nơi tiếp dân, trụ sở xã, nhà văn hóa, bảng tin các thôn",
            body=_HA_GIANG_POLICE,
            due_on=date(2024, 5, 31),
            done=(date(2024, 5, 28), "Đã niêm yết ở chín nơi."),
        ),
        StoryTask(
            "Vận động hộ dân thôn Đông Sơn Mẫu vào nhóm, đạt 70% số hộ",
            unit="Đông Sơn Mẫu",
            due_on=date(2024, 10, 31),
            done=(date(2024, 10, 24), "Đã có 168 trong 225 hộ tham gia."),
        ),
        StoryTask(
            "Vận động hộ dân thôn Bái Lim vào nhóm, đạt 70% số hộ",
            unit="Bái Lim",
            due_on=date(2024, 10, 31),
        ),
        StoryTask(
            "Đưa nội dung tham gia nhóm Zalo vào tiêu chí khu dân cư văn hóa, vận động qua Ngày hội Đại đoàn kết",
            body=_HA_GIANG_FRONT,
            due_on=date(2024, 11, 18),
        ),
        StoryTask(
            "Tuyên truyền phòng, chống lừa đảo qua mạng cho hội viên ở bốn chi hội",
            body="Hội Liên hiệp Phụ nữ xã Hà Giang",
            due_on=date(2024, 9, 30),
            done=(date(2024, 9, 27), "Bốn buổi, 210 hội viên dự."),
        ),
        StoryTask(
            "Đoàn viên giúp người cao tuổi cài Zalo, định danh điện tử tại nhà",
            body="Đoàn Thanh niên xã Hà Giang",
            due_on=date(2024, 11, 30),
        ),
        StoryTask(
            "Vận động doanh nghiệp, hộ kinh doanh lớn tham gia, đạt 70%",
            body=_HA_GIANG_POLICE,
            due_on=date(2024, 12, 15),
        ),
        StoryTask(
            "Tiếp nhận, phân loại, xử lý mọi tin báo kịp thời, đúng pháp luật; giữ kín người báo tin",
            body=_HA_GIANG_POLICE,
        ),
        StoryTask(
            "Tổng kết năm, đề nghị khen thưởng nhóm và cá nhân có thành tích",
            unit="15292",
            due_on=date(2024, 12, 20),
        ),
    ),
    costs={
        2024: (
            _line("In mã QR, bảng niêm yết", "bảng", 12, 150_000, 1_800_000),
            _line("In tờ rơi tuyên truyền", "tờ", 1_200, 2_500, 3_000_000),
            _line("Tập huấn trưởng thôn, người chăm sóc nhóm", "buổi", 2, 1_600_000, 1_600_000),
            _line("Gói dữ liệu di động cho người chăm sóc nhóm", "tháng", 40, 90_000, 2_880_000),
            _line("Khen thưởng nhóm, cá nhân", "suất", 8, 500_000, source="Quỹ thi đua, khen thưởng"),
        ),
        2025: (
            _line("In tờ rơi tuyên truyền", "tờ", 1_200, 2_500),
            _line("Gói dữ liệu di động cho người chăm sóc nhóm", "tháng", 60, 90_000),
            _line("Khen thưởng nhóm, cá nhân", "suất", 10, 500_000, source="Quỹ thi đua, khen thưởng"),
        ),
    },
)

PHUOC_NINH = StoryPlan(
    title="Kế hoạch triển khai mô hình nhóm Zalo năm 2019 (minh họa)",
    first_year=2019,
    last_year=2019,
    begun_on=date(2019, 5, 2),
    targets={("residents-groups", 2019): 100, ("hamlets", 2019): 100, ("households", 2019): 90},
    tasks=(
        StoryTask(
            "Thí điểm ở ba tổ dân cư tự quản, đánh giá cùng Công an tỉnh, Công an huyện",
            body="Công an xã Phước Ninh",
            due_on=date(2019, 6, 7),
            done=(date(2019, 6, 5), "Đạt, nhân ra toàn xã."),
        ),
        StoryTask(
            "Đến từng hộ giải thích, vận động tham gia; hộ không có điện thoại thì con cháu trong nhóm báo lại",
            body="Ủy ban Mặt trận Tổ quốc xã Phước Ninh",
            due_on=date(2019, 9, 30),
            done=(date(2019, 9, 26), "Đã đến các hộ của sáu ấp."),
        ),
        StoryTask(
            "Vận động hội viên phụ nữ tham gia nhóm của tổ",
            body="Hội Liên hiệp Phụ nữ xã Phước Ninh",
            due_on=date(2019, 11, 29),
        ),
        StoryTask("Tiếp nhận, xác minh mọi tin người dân báo", body="Công an xã Phước Ninh"),
        StoryTask(
            "Tổng kết năm, đề nghị khen thưởng nhóm, cá nhân",
            unit="25561",
            due_on=date(2019, 12, 20),
        ),
    ),
    costs={
        2019: (
            _line("In tờ rơi, băng rôn ra mắt", "bộ", 6, 450_000, 2_700_000),
            _line("Tập huấn trưởng ấp, tổ trưởng", "buổi", 2, 1_500_000, 3_000_000),
            _line("Khen thưởng cuối năm", "suất", 6, 300_000, source="Quỹ thi đua, khen thưởng"),
        )
    },
)

THUAN_LOI = StoryPlan(
    title="Kế hoạch triển khai mô hình nhóm Zalo năm 2025 (minh họa)",
    first_year=2025,
    last_year=2025,
    begun_on=date(2025, 9, 1),
    paper="14/KH-UBND",
    aims=("- Nối cảnh sát khu vực với đại diện hộ dân của từng ấp, khu phố, tổ qua nhóm Zalo.",),
    demands=(
        "- Lấy ý kiến thống nhất của ấp, khu phố, tổ an ninh tự quản trước khi lập nhóm.",
        "- Bảo vệ danh tính người báo tin; không đưa bí mật nhà nước lên nhóm.",
    ),
    measures=(
        "- Gửi: tình hình an ninh, trật tự; phản bác tin sai; thủ đoạn tội phạm; cháy nổ; giao thông; gương người tốt; thủ tục của Công an.",
        "- Nhận: tội phạm, tệ nạn; vi phạm pháp luật; tai nạn, cháy nổ; mâu thuẫn trong dân.",
        "- Hằng năm rút kinh nghiệm, khen thưởng nhóm, cá nhân có thành tích.",
    ),
    targets={
        ("residents-groups", 2025): 100,
        ("agencies", 2025): 100,
        ("hamlets", 2025): 100,
        ("enterprises", 2025): 100,
        ("households", 2025): 90,
    },
    tasks=(
        StoryTask(
            "Lấy ý kiến các ấp, khu phố, tổ an ninh tự quản về quy chế hoạt động của nhóm",
            body="Công an xã Thuận Lợi",
            due_on=date(2025, 9, 5),
            done=(date(2025, 9, 4), "Các ấp, khu phố thống nhất."),
        ),
        StoryTask(
            "Vận động hộ dân tham gia nhóm của ấp, khu phố",
            body="Ủy ban Mặt trận Tổ quốc xã Thuận Lợi",
            due_on=date(2025, 11, 30),
        ),
        StoryTask(
            "Dán mã QR tại văn phòng ấp, nhà các tổ trưởng",
            unit="Thuận Tiến",
            due_on=date(2025, 9, 30),
            done=(date(2025, 9, 22), "Đã dán ở văn phòng ấp và hai tổ."),
        ),
        StoryTask(
            "Vận động doanh nghiệp chưa tham gia",
            body="Phòng Kinh tế",
            due_on=date(2025, 12, 15),
        ),
        StoryTask(
            "Xét, đề nghị khen thưởng năm 2025",
            unit="25387",
            due_on=date(2025, 12, 25),
        ),
    ),
    costs={
        2025: (
            _line("In mã QR, bảng niêm yết", "bảng", 30, 120_000, 3_600_000),
            _line("Tập huấn trưởng ấp, khu phố", "buổi", 2, 2_000_000, 2_000_000),
            _line("Khen thưởng cuối năm", "suất", 10, 500_000, source="Quỹ thi đua, khen thưởng"),
        )
    },
)

_LA_NHAN_POLICE = "Công an xã Bùi La Nhân"

BUI_LA_NHAN = StoryPlan(
    title="Xây dựng mô hình “Zalo kết nối bình yên” trên địa bàn xã",
    first_year=2024,
    last_year=2024,
    begun_on=date(2024, 1, 15),
    paper="02/KH-UBND",
    aims=(
        "- Phát huy sức mạnh của người dân trong phòng ngừa, phát hiện, tố giác tội phạm qua nhóm Zalo.",
        "- Giúp Công an xã nắm tình hình, hướng dẫn thủ tục, giải đáp ý kiến của người dân nhanh hơn.",
    ),
    demands=(
        "- Trước khi đăng phải xác định rõ nội dung, mục đích, đối tượng; không đăng bí mật nhà nước.",
        "- Thông tin thành viên cung cấp phải được tiếp nhận đầy đủ, chính xác, kịp thời.",
        "- Báo cáo tháng trước ngày 10; báo cáo sáu tháng, năm trước ngày 10/6, 10/12.",
    ),
    measures=(
        "- Tuyên truyền thủ đoạn tội phạm, phòng cháy, an toàn giao thông, thủ tục hành chính, lịch họp, lịch tiếp dân.",
        "- Kiểm tra, đôn đốc thành viên Ban Chỉ đạo và các thôn; định kỳ sơ kết, tổng kết.",
    ),
    targets={("hamlets", 2024): 100, ("households", 2024): 80, ("tips", 2024): 100},
    tasks=(
        StoryTask(
            "Bảo đảm kinh phí, thiết bị cho người quản lý các nhóm",
            body="Ủy ban nhân dân xã Bùi La Nhân",
            due_on=date(2024, 3, 29),
            done=(date(2024, 3, 27), "Đã cấp từ ngân sách xã."),
        ),
        StoryTask(
            "Lập nhóm của Ban Chỉ đạo và năm nhóm của thôn, hướng dẫn cách gửi tin",
            body=_LA_NHAN_POLICE,
            due_on=date(2024, 2, 29),
            done=(date(2024, 2, 26), "Sáu nhóm hoạt động."),
        ),
        StoryTask(
            "Tiếp nhận đầy đủ, chính xác, kịp thời thông tin của thành viên; phân loại, xử lý theo pháp luật; giữ bí mật người báo tin",
            body=_LA_NHAN_POLICE,
        ),
        StoryTask(
            "Vận động đoàn viên, hội viên tham gia nhóm của thôn",
            body="Ủy ban Mặt trận Tổ quốc xã Bùi La Nhân",
            due_on=date(2024, 5, 31),
        ),
        StoryTask(
            "Vận động các hộ thôn Bãi Dâu tham gia, đạt 80%",
            unit="Bãi Dâu",
            due_on=date(2024, 6, 28),
        ),
        StoryTask(
            "Báo cáo Công an xã trước ngày 10 hằng tháng, trước 10/6 và 10/12",
            unit="18262",
        ),
        StoryTask(
            "Sơ kết sáu tháng, đề nghị khen thưởng",
            unit="18262",
            due_on=date(2024, 6, 28),
        ),
    ),
    costs={
        2024: (
            _line("Gói dữ liệu di động cho người quản lý nhóm", "tháng", 60, 90_000, 1_350_000),
            _line("In tờ rơi, mã QR của nhóm", "bộ", 5, 400_000, 2_000_000),
            _line("Khen thưởng nhóm, cá nhân", "suất", 6, 300_000, source="Quỹ thi đua, khen thưởng"),
        )
    },
)

#: By the codes of the communes.
PLANS = {"25561": PHUOC_NINH, "18262": BUI_LA_NHAN, "15292": HA_GIANG, "25387": THUAN_LOI}


def begin(stage: Stage, code: str, by: Actor, planned: StoryPlan, paper: Directive | None) -> Plan:
    """Write a commune's plan with all it wants, and put it in force."""
    plan = draft_plan(
        by=by,
        unit=stage.unit(code),
        purpose=PlanPurpose.MODEL,
        title=planned.title,
        first_year=planned.first_year,
        last_year=planned.last_year,
        directive=paper,
        aims="\n".join(planned.aims),
        demands="\n".join(planned.demands),
        measures="\n".join(planned.measures),
    )
    set_targets(by=by, plan=plan, version=plan.version, percents=planned.targets)
    for task in planned.tasks:
        add_task(
            by=by,
            plan=plan,
            text=task.text,
            owner_unit=stage.unit(task.unit) if task.unit else None,
            owner_body=stage.bodies[code, task.body] if task.body else None,
            due_on=task.due_on,
        )
    for year, lines in planned.costs.items():
        set_costs(by=by, plan=plan, version=plan.version, year=year, lines=lines)
    return transition_plan(by=by, plan=plan, name="begin", version=plan.version)


def report(unit: Unit, by: Actor, task: StoryTask) -> PlanTask:
    """Report what came of a task of a unit's plan."""
    if task.done is None:
        raise ValueError(f"nothing came of “{task.text}”")
    plans = Plan.objects.unscoped("the stories' own plans").filter(unit=unit)
    row = tasks_in(plans.get()).select_related("plan__unit").get(text=task.text)
    return transition_task(by=by, task=row, name="report", version=row.version, result=task.done[1])

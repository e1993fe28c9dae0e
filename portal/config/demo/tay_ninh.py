"""The fifth story: the new Tây Ninh on its second day, when amendments on its new units can begin. Nothing is seeded in
it: what the first story left in Phước Ninh lies ready for the reform, which a visitor runs and takes back. Both people
are invented."""

from datetime import date

from portal.accounts.permissions import Role
from portal.config.demo.story import Person, Story

PROVINCE, CAU_KHOI = "80", "25573"
SINCE, DAY = date(2025, 7, 1), date(2025, 7, 2)

ADMINISTRATOR = Person(
    "quan-tri.tay-ninh",
    "Hà Vĩnh Tường",
    Role.ADMINISTRATOR,
    PROVINCE,
    SINCE,
    "Sắp xếp 01/7/2025 của cả tỉnh: xem trước, chọn nơi đến cho ấp của xã bị chia, thực hiện, hoàn tác.",
    begins_at="units:reform",
)
PEOPLE = (
    ADMINISTRATOR,
    Person(
        "can-bo.cau-khoi-moi",
        "Dương Nhã Kỳ",
        Role.COMMUNE_OFFICER,
        CAU_KHOI,
        SINCE,
        "Xã Cầu Khởi mới: trống trước khi sắp xếp; sau đó có nhóm, tin báo, người phụ trách của Phước Ninh và Cầu Khởi cũ.",
    ),
)

STORY = Story(
    title="Tây Ninh mới, ngày 02/7/2025",
    day=DAY,
    about="Cấp huyện vừa kết thúc. Dữ liệu năm 2019 của Phước Ninh và các xã bên cạnh về xã, phường mới khi quản trị của tỉnh thực hiện sắp xếp.",
    people=PEOPLE,
    communes=(),
)

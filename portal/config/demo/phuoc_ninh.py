"""The first story: Phước Ninh, huyện Dương Minh Châu, tỉnh Tây Ninh, on 8 December 2019 (S0, S1)."""

from datetime import date

from portal.accounts.permissions import Role
from portal.config.demo import (
    bodies,
    duong_minh_chau,
    phuoc_ninh_groups,
    phuoc_ninh_posts,
    phuoc_ninh_reports,
)
from portal.config.demo.phuoc_ninh_tips import TIPS
from portal.config.demo.story import Commune, Person, Story

CODE, DISTRICT, PROVINCE = "25561", "707", "72"
SINCE = date(2019, 5, 2)

PEOPLE = (
    Person(
        "can-bo.phuoc-ninh",
        "Đoàn Thanh Trực",
        Role.COMMUNE_OFFICER,
        CODE,
        SINCE,
        "Tin đang xử lý và quá hạn, 69 nhóm của xã, bài đăng, báo cáo tháng 11 đang soạn. Thử sáp nhập hai ấp ở Địa bàn rồi hoàn tác.",
    ),
    Person(
        "lanh-dao.phuoc-ninh",
        "Tạ Khắc Điền",
        Role.COMMITTEE_LEADER,
        CODE,
        SINCE,
        "Toàn cảnh của xã và báo cáo chờ gửi; không xem được thông tin người báo tin.",
    ),
    Person(
        "truong-ap.phuoc-le",
        "Kiều Văn Thuần",
        Role.HAMLET_HEAD,
        "Phước Lễ",
        SINCE,
        "Trang điện thoại: ba bài cần chia sẻ, ba nhóm chờ xác nhận, tin do chính mình báo.",
    ),
    Person(
        "cong-nhan.phuoc-ninh",
        "Phùng Hải Yên",
        Role.ORGANISATION_REPORTER,
        CODE,
        SINCE,
        "Trang điện thoại của đại diện công nhân: chỉ thấy nhóm mình đứng tên.",
    ),
    Person(
        "quan-tri.phuoc-ninh",
        "Giang Tấn Lộc",
        Role.ADMINISTRATOR,
        CODE,
        SINCE,
        "Tài khoản và phân công của xã; không xem tin báo.",
    ),
    Person(
        "can-bo.cau-khoi",
        "Lương Quốc Sử",
        Role.COMMUNE_OFFICER,
        duong_minh_chau.CAU_KHOI,
        SINCE,
        "Xã bên cạnh: chỉ thấy nhóm, tin và báo cáo của xã mình, không thấy gì của Phước Ninh.",
    ),
    Person(
        "huyen.duong-minh-chau",
        "Mai Thị Thục",
        Role.DISTRICT_OFFICER,
        DISTRICT,
        SINCE,
        "Tỷ lệ tham gia, tin báo và báo cáo của 11 xã, thị trấn trong huyện; xã nào chưa có nhóm, xã nào chưa gửi báo cáo.",
    ),
    Person(
        "tinh.tay-ninh-2019",
        "Hứa Vĩnh Khang",
        Role.PROVINCE_OFFICER,
        PROVINCE,
        SINCE,
        "Toàn tỉnh Tây Ninh năm 2019, theo từng huyện và từng xã.",
    ),
    Person(
        "ho-tro.tay-ninh",
        "Quách Gia Tuệ",
        Role.SUPPORT,
        PROVINCE,
        SINCE,
        "Không thấy dữ liệu nào; xin quyền xem tạm thời cho một xã, nêu lý do, tối đa 4 giờ, và xã thấy ngay.",
    ),
    # People around them, so that assignments look like life; nobody enters as them.
    Person("cong-an-2.phuoc-ninh", "Nghiêm Duy Thắng", Role.POLICE_CHIEF, CODE, SINCE),
    Person("truong-ap.phuoc-hoi", "Mạc Thị Nương", Role.HAMLET_HEAD, "Phước Hội", SINCE),
    Person("truong-ap.phuoc-an", "Lưu Bá Sự", Role.HAMLET_HEAD, "Phước An", SINCE),
    Person("truong-ap.phuoc-hoa", "Thái Ngọc Sương", Role.HAMLET_HEAD, "Phước Hòa", SINCE),
    Person("truong-ap.phuoc-loi", "Tôn Hữu Lành", Role.HAMLET_HEAD, "Phước Lợi", SINCE),
    Person("truong-ap.phuoc-binh", "Ngô Thế Vẹn", Role.HAMLET_HEAD, "Phước Bình", SINCE),
    *duong_minh_chau.PEOPLE,
)

PHUOC_NINH = Commune(
    code=CODE,
    officer="can-bo.phuoc-ninh",
    hamlets=phuoc_ninh_groups.HAMLETS,
    hamlets_since=date(2019, 1, 1),
    groups=phuoc_ninh_groups.GROUPS,
    counted_for=date(2019, 5, 2),
    # No base for enterprises: their coverage shows "—".
    bases={"residents-groups": 60, "hamlets": 6, "households": 1480},
    letterheads=phuoc_ninh_reports.LETTERHEADS,
    # Invented; the published documents give no such numbers.
    duty_number="0276 3000 113",
    tips=TIPS,
    posts=phuoc_ninh_posts.POSTS,
    confirmations=phuoc_ninh_reports.CONFIRMATIONS,
    reports=phuoc_ninh_reports.REPORTS,
)

STORY = Story(
    title="Phước Ninh, Tây Ninh, tháng 12 năm 2019",
    day=date(2019, 12, 8),
    about="Thí điểm ba tổ từ tháng 5, ra mắt toàn xã tháng 6: 69 nhóm, khoảng 1.500 thành viên, 32 tin từ tháng 6 đến 24/11/2019. Khi còn cấp huyện.",
    people=PEOPLE,
    communes=(PHUOC_NINH, *duong_minh_chau.COMMUNES),
    bodies=bodies.PHUOC_NINH,
    bodies_since=duong_minh_chau.HAMLETS_SINCE,
)

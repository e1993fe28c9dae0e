"""The reform of 1 July 2025 in Tây Ninh, and the figures of 2019 on both maps after it. Nothing of it is taken back."""

from scenes.camera import WIDE, Studio


def take(studio: Studio) -> None:
    administrator = studio.visitor("quan-tri.tay-ninh", WIDE)
    administrator.go("/dia-ban/sap-xep-2025/")
    administrator.take("reform", tall=1000)
    administrator.press("Tiếp tục")
    administrator.take("reform-confirm", tall=900)
    administrator.press("Thực hiện")
    administrator.page.get_by_text("đã thực hiện").first.wait_for(timeout=240_000)
    administrator.take("reform-done", tall=900)
    province = administrator.page.url

    officer = studio.visitor("can-bo.cau-khoi-moi", WIDE)
    officer.go("/nhom/do-phu/?ngay=2019-11-30&ban-do=hien-nay")
    officer.take("coverage-maps", tall=760)
    officer.take("coverage-reconciled", at="Đối chiếu theo xã tại thời điểm đó", tall=480)
    assert province

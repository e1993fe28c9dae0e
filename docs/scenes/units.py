"""Units in time: one unit on another day, the tree, codes of both eras, what became of an old commune."""

from scenes.camera import NARROW, WIDE, Studio


def take(studio: Studio) -> None:
    officer = studio.visitor("can-bo.phuoc-ninh", WIDE)
    officer.go("/dia-ban/")
    officer.take("unit", tall=900)
    officer.take("unit-names", at="Tên gọi qua từng thời kỳ", tall=480)
    officer.follow("Từ 01/7/2025")
    officer.take("unit-gone", tall=560)
    phone = studio.visitor("can-bo.phuoc-ninh", NARROW)
    phone.go("/dia-ban/")
    phone.take("unit-phone")
    later = studio.visitor("can-bo.thuan-loi", WIDE)
    later.go("/dia-ban/?q=25561")
    later.take("units-now", tall=480)
    later.go("/dia-ban/?q=25531")
    later.take("units-same-code", tall=560)
    watcher = studio.visitor("tinh.tay-ninh-2019", WIDE)
    watcher.go("/dia-ban/cay/")
    watcher.page.locator("summary", has_text="của huyện Dương Minh Châu").click()
    watcher.page.get_by_role("link", name="Xã Phước Ninh", exact=True).wait_for()
    watcher.take("tree", at=".branch-here", tall=560)

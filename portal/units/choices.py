"""Levels and kinds of units, kinds of amendments, chains of command."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Level(TextChoices):
    """From the top down. A self-managed team is in a hamlet, or directly in a commune."""

    PROVINCE = "province", _("cấp tỉnh")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")
    HAMLET = "hamlet", _("thôn, ấp, khu phố")
    SELF_MANAGED_TEAM = "residents-group", _("tổ tự quản")


# The place of each level, from the top down.
RANK = {level.value: place for place, level in enumerate(Level)}


class UnitKind(TextChoices):
    """What a unit is called in its name."""

    TINH = "tinh", _("tỉnh")
    THANH_PHO = "thanh-pho", _("thành phố")
    HUYEN = "huyen", _("huyện")
    QUAN = "quan", _("quận")
    THI_XA = "thi-xa", _("thị xã")
    XA = "xa", _("xã")
    PHUONG = "phuong", _("phường")
    THI_TRAN = "thi-tran", _("thị trấn")
    DAC_KHU = "dac-khu", _("đặc khu")
    THON = "thon", _("thôn")
    AP = "ap", _("ấp")
    BAN = "ban", _("bản")
    BUON = "buon", _("buôn")
    KHU_PHO = "khu-pho", _("khu phố")
    TO_DAN_PHO = "to-dan-pho", _("tổ dân phố")
    TO_TU_QUAN = "to-tu-quan", _("tổ tự quản")


class Extent(TextChoices):
    """How much of a unit went to a successor."""

    WHOLE = "whole", _("toàn bộ")
    PART = "part", _("một phần")


class CommandChain(TextChoices):
    """Two chains of command. They left the district on different days: police on 1 March 2025, administration on
    1 July 2025."""

    ADMINISTRATION = "administration", _("hành chính")
    POLICE = "police", _("công an")


class AmendmentKind(TextChoices):
    """What an amendment does to units."""

    CREATE = "create", _("Thành lập")
    RENAME = "rename", _("Đổi tên")
    CHANGE_KIND = "change-kind", _("Đổi loại")
    MOVE = "move", _("Chuyển về đơn vị khác")
    MERGE = "merge", _("Sáp nhập")
    SPLIT = "split", _("Chia tách")
    CLOSE = "close", _("Giải thể")
    REFORM = "reform", _("Sắp xếp 01/7/2025")


class AmendmentState(TextChoices):
    """Waiting for its day, carried out, or taken back. `stopped`: its day came and a rule said no."""

    PLANNED = "planned", _("chờ đến ngày")
    IN_FORCE = "in-force", _("đã thực hiện")
    STOPPED = "stopped", _("chưa thực hiện được")
    UNDONE = "undone", _("đã hoàn tác")


# The kinds a unit of each level may be of.
KINDS_AT = {
    Level.PROVINCE: (UnitKind.TINH, UnitKind.THANH_PHO),
    Level.DISTRICT: (UnitKind.HUYEN, UnitKind.QUAN, UnitKind.THI_XA, UnitKind.THANH_PHO),
    Level.COMMUNE: (UnitKind.XA, UnitKind.PHUONG, UnitKind.THI_TRAN, UnitKind.DAC_KHU),
    Level.HAMLET: (
        UnitKind.THON,
        UnitKind.AP,
        UnitKind.BAN,
        UnitKind.BUON,
        UnitKind.KHU_PHO,
        UnitKind.TO_DAN_PHO,
    ),
    Level.SELF_MANAGED_TEAM: (UnitKind.TO_TU_QUAN,),
}

"""Model of the head and foot of a unit's papers: `Letterhead`."""

import re

from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import Permission
from portal.core.models import Identified
from portal.steering.choices import Issuer
from portal.units.scoping import ScopedModel

_LETTERS = "0-9A-ZĐƯÂÊÔƠĂ."


class Letterhead(ScopedModel, Identified):
    """The head and foot of the papers that an issuer of a unit signs, each frozen into the papers that are issued.

    State bodies: Nghị định 30/2020/NĐ-CP. Party bodies: Hướng dẫn 36-HD/VPTW.
    """

    scope_permission = Permission.VIEW_REPORTS

    issuer = models.CharField(
        _("ai ban hành"), max_length=10, choices=Issuer.choices, default=Issuer.COMMITTEE
    )
    parent_body = models.CharField(_("cơ quan chủ quản"), max_length=150, blank=True)
    body = models.CharField(_("cơ quan ban hành"), max_length=150)
    symbol = models.CharField(
        _("ký hiệu"),
        max_length=30,
        validators=[
            RegexValidator(
                rf"^(BC|KH)([-/][{_LETTERS}]+)?$",
                _("Ký hiệu có dạng BC-UBND, BC-BCĐ, KH-UBND, không dấu cách."),
            )
        ],
    )
    place = models.CharField(_("địa danh"), max_length=60)
    recipients = models.TextField(
        _("kính gửi, mỗi nơi một dòng"), max_length=600, validators=[MaxLengthValidator(600)]
    )
    authority = models.TextField(
        _("quyền hạn, chức vụ người ký, mỗi ý một dòng"), max_length=300, validators=[MaxLengthValidator(300)]
    )
    signer = models.CharField(_("họ tên người ký"), max_length=120)
    copies = models.TextField(
        _("nơi nhận, mỗi nơi một dòng"), max_length=600, validators=[MaxLengthValidator(600)]
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "issuer"], name="one_letterhead_an_issuer")]

    def symbol_of(self, kind: str) -> str:
        """The symbol of a paper of another kind in the same series: "KH-BCĐ" for a plan where reports have "BC-BCĐ"."""
        return re.sub(r"^[^-/]+", kind, self.symbol)

"""A letterhead as the layout of papers draws it (templates/documents/paper.typ)."""

from django.utils.translation import gettext as _

from portal.core.documents.wording import lines_of
from portal.steering.choices import Issuer
from portal.steering.models import Letterhead


def drawn(letterhead: Letterhead, *, code: str, dated: str) -> dict:
    """The keys of a paper's content that its letterhead fills: form, letterhead, signature, copies.

    `code` is the number with its symbol, "05/BC-BCĐ"; `dated` the day in official words.
    """
    party = letterhead.issuer == Issuer.PARTY
    number = _("Số %(code)s") if party else _("Số: %(code)s")
    return {
        "form": "party" if party else "state",
        "letterhead": {
            "parent": letterhead.parent_body.upper(),
            "body": letterhead.body.upper(),
            "number": number % {"code": code},
            "place_date": f"{letterhead.place}, {dated}",
        },
        "signature": {"authority": lines_of(letterhead.authority), "name": letterhead.signer},
        "copies": lines_of(letterhead.copies),
    }

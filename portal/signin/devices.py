"""The name of a browser in words, from its User-Agent: "Chrome trên Windows"."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portal.signin.methods import label_of
from portal.signin.models import OpenSession

# The first mark found decides: many browsers name the others, too.
_BROWSERS = [
    ("Zalo", "Zalo"),
    ("coc_coc", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
_SYSTEMS = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "máy Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
]


def words(user_agent: str) -> str:
    """Name browser and system; what is not known is said so."""
    browser, system = _first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s trên %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Máy không rõ loại")


def described(sessions: Iterable[OpenSession], *, here: str = "") -> list[dict]:
    """Sessions as a page shows them; `here` is the one that the page is asked from."""
    return [
        {
            "key": row.session_key,
            "device": words(row.user_agent),
            "how": label_of(row.how),
            "begun_at": row.begun_at,
            "seen_at": row.seen_at,
            "here": row.session_key == here,
        }
        for row in sessions
    ]


def _first(marks: list[tuple[str, str]], user_agent: str) -> str:
    return next((name for mark, name in marks if mark in user_agent), "")

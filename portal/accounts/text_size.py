"""The text size a person chose, kept in a cookie so that it also holds before signing in.

Adjustable text is asked of public services for people with weak sight (NĐ 224/2026).
"""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

COOKIE = "text-size"
KEPT = 400 * 24 * 60 * 60
#: Name in the cookie and in the CSS class, and what the menu calls it.
SIZES = {"": _("Vừa"), "large": _("Lớn"), "larger": _("Rất lớn")}


def chosen(request: HttpRequest) -> str:
    """The size this browser was set to; the usual one for anything unknown."""
    size = request.COOKIES.get(COOKIE, "")
    return size if size in SIZES else ""


def offered(request: HttpRequest) -> list[dict]:
    """What the menu shows."""
    here = chosen(request)
    return [{"name": name, "label": label, "current": name == here} for name, label in SIZES.items()]


def keep(response: HttpResponse, size: str, *, secure: bool) -> None:
    """Let the browser keep a size; an unknown one is the usual one."""
    if size in SIZES and size:
        response.set_cookie(COOKIE, size, max_age=KEPT, secure=secure, httponly=True, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")

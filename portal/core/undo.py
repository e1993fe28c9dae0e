"""A success message with a button that undoes the action; works without JavaScript."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _


def offer_undo(request: HttpRequest, text: str, *, url: str, fields: Iterable[tuple[str, str]] = ()) -> None:
    """Say what was done, with a button that posts `fields` (name, value) to `url` to undo it."""
    hidden = format_html_join("", '<input type="hidden" name="{}" value="{}">', fields)
    strip = format_html(
        '<span>{}</span><form method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">'
        '{}<button class="btn btn-outline-primary" type="submit">{}</button></form>',
        text,
        url,
        get_token(request),
        hidden,
        _("Hoàn tác"),
    )
    messages.success(request, strip, extra_tags="undo")

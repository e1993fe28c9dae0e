"""Responses that a browser saves as a file instead of showing them."""

from django.http import HttpResponse


def attachment(data: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A response that is saved under `name` (ASCII, without quotation marks)."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

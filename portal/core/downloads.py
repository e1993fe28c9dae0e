"""Responses that a browser saves as a file instead of showing them."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header


def attachment(data: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A response that is saved under `name` and never taken for another kind of content."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    response["X-Content-Type-Options"] = "nosniff"
    return response

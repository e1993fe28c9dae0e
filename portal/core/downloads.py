"""Files as answers: what a browser saves instead of showing."""

from django.http import HttpResponse


def attachment(data: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A response that is saved under `name` (ASCII, without quotation marks)."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

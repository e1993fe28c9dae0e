"""The page of a refusal (403): the reason and, where rights are missing, whom to ask."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.core.errors import NotNow


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The portal's handler403."""
    context = {"exception": str(exception), "about_rights": not isinstance(exception, NotNow)}
    return render(request, "403.html", context, status=403)

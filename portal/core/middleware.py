"""Middleware that refuses malformed requests before a view runs."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseNotAllowed,
    QueryDict,
)
from django.shortcuts import render

METHODS = ("GET", "HEAD", "POST")


class RejectUnexpectedRequests:
    """Pages are read and forms are sent, nothing else: a view that asks "is it a POST?" is asked nothing third.

    No address and no field bears a NUL, which databases refuse each in its own way; no body is larger than what the
    largest form may send, whether or not somebody is signed in; and all is written in UTF-8.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        # Django refuses it too, but asks for the form again while it draws the refusal.
        if (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8":
            return HttpResponseBadRequest()
        if int(request.META.get("CONTENT_LENGTH") or 0) > settings.REQUEST_MAX_BYTES:
            return render(request, "413.html", status=413)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        if "\0" in request.path or _bears_nul(request.GET) or _bears_nul(request.POST):
            raise Http404("a NUL in the request")


class MethodNotAllowedPage:
    """An address that only takes forms, opened as a page: a page says so. The innermost, so that the page is dressed
    as any other."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != HttpResponseNotAllowed.status_code:
            return response
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page


def _bears_nul(fields: QueryDict) -> bool:
    return any("\0" in name or any("\0" in value for value in values) for name, values in fields.lists())

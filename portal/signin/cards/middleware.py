"""Middleware that sends a bound phone to the PIN page instead of the password page."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse

from portal.signin.cards import devices

# The way round it, on the page that asks for the PIN.
BY_PASSWORD = "mat-khau"


class BoundPhoneMiddleware:
    """Redirect a phone with a card's cookie from the password page to the PIN page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if devices.COOKIE in request.COOKIES and self._is_password_page(request):
            wanted = request.GET.get("next", "")
            address = reverse("cards:enter")
            return redirect(f"{address}?{urlencode({'next': wanted})}" if wanted else address)
        return self.get_response(request)

    @staticmethod
    def _is_password_page(request: HttpRequest) -> bool:
        return (
            request.method == "GET"
            and request.path == resolve_url(settings.LOGIN_URL)
            and BY_PASSWORD not in request.GET
            and not request.user.is_authenticated
        )

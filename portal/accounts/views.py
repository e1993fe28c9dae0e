"""Views of the signed-in person: sign out, choose among one's units, choose the text size."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.accounts import text_size
from portal.accounts.access import for_everyone_signed_in
from portal.accounts.middleware import WORKING_UNIT
from portal.accounts.requests import ActorRequest


@require_POST
@for_everyone_signed_in
def sign_out(request: ActorRequest) -> HttpResponse:
    """End the session, by POST only: a link preview must not sign anyone out."""
    logout(request)
    return redirect(settings.LOGIN_URL)


@require_POST
@for_everyone_signed_in
def choose_text_size(request: ActorRequest) -> HttpResponse:
    """Set how large this browser shows text, and go back to the page."""
    page = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    response = redirect(page if safe else "home")
    text_size.keep(response, request.POST.get("size", ""), secure=request.is_secure())
    return response


@require_POST
@for_everyone_signed_in
def switch_unit(request: ActorRequest) -> HttpResponse:
    """Work for another of one's units; an unknown one changes nothing."""
    for assignment in request.actor.assignments:
        if assignment.unit.public_id == request.POST.get("unit"):
            request.session[WORKING_UNIT] = assignment.unit_id
    return redirect("home")

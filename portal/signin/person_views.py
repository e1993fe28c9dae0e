"""Administrator's page of a person's sign-in: what stops it, and one button against each cause."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.accounts.selectors import people
from portal.core.forms import refusals_on
from portal.signin import devices, policies, selectors, services
from portal.signin.forms import InitialPasswordForm


def panel(actor: Actor, person: User) -> dict:
    """What the page of a person shows of how they sign in (portal.accounts.panels)."""
    facts, sessions = selectors.sign_in_of(person)
    return facts | {"sessions": devices.described(sessions)}


@needs(Permission.MANAGE_PEOPLE)
def initial_password(request: ActorRequest, public_id: str) -> HttpResponse:
    """A new password for someone who forgot theirs."""
    found = _find(request, public_id)
    policies.check_manage_signin(request.actor, found)
    form = InitialPasswordForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            services.set_initial_password(by=request.actor, person=found, **form.cleaned_data)
            messages.success(request, _("Đã đặt mật khẩu tạm cho %(name)s.") % {"name": found.full_name})
            return redirect("accounts:person", found.public_id)
    return render(request, "signin/initial_password.html", {"form": form, "person": found})


def _one_tap(service: Callable[..., object], done: Promise) -> Callable[..., HttpResponse]:
    """A button of the page above: one change, a message, back to the page."""

    @require_POST
    @needs(Permission.MANAGE_PEOPLE)
    def view(request: ActorRequest, public_id: str) -> HttpResponse:
        found = _find(request, public_id)
        service(by=request.actor, person=found)
        messages.success(request, str(done) % {"name": found.full_name})
        return redirect("accounts:person", found.public_id)

    return view


reset_authenticator = _one_tap(
    services.reset_authenticator,
    gettext_lazy("Đã gỡ ứng dụng xác thực của %(name)s. Lần đăng nhập tới, họ cài lại trên điện thoại mới."),
)
let_try_again = _one_tap(services.let_try_again, gettext_lazy("%(name)s đăng nhập lại được ngay."))
end_sessions = _one_tap(services.end_sessions, gettext_lazy("Đã kết thúc các phiên đang mở của %(name)s."))


def _find(request: ActorRequest, public_id: str) -> User:
    return get_object_or_404(people(request.actor), public_id=public_id)

"""Pages of one's own sign-in: password, authenticator, recovery codes, open sessions, and the idle lock's "I
am here"."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import about_oneself, for_everyone_signed_in
from portal.accounts.requests import ActorRequest
from portal.core.notices.selectors import mail_address_of
from portal.signin import devices, lockout, selectors, services, sign_in, sign_in_views
from portal.signin.forms import CodeForm, OwnPasswordForm
from portal.signin.session_store import session_digest


@for_everyone_signed_in
def own(request: ActorRequest) -> HttpResponse:
    """How one signs in, and where one is signed in now."""
    context = {
        "authenticator": selectors.authenticator_of(request.user),
        "codes_left": selectors.recovery_codes_left(request.user),
        "mail": mail_address_of(request.user),
        "sessions": devices.described(selectors.sessions_of(request.user), here=_here(request)),
    }
    return render(request, "signin/own.html", context)


class ChangePassword(PasswordChangeView):
    """One's own password; other sessions of the person end with it. Wrong old passwords count as in signing in."""

    form_class = OwnPasswordForm
    template_name = "signin/password.html"
    success_url = reverse_lazy("home")

    request: ActorRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for who signs in by a password."""
        if not self.request.user.has_usable_password():
            return redirect("signin:own")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict:
        return super().get_form_kwargs() | {"request": self.request}

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(must_choose=sign_in.MUST_CHOOSE in self.request.session, **more)

    def form_valid(self, form: OwnPasswordForm) -> HttpResponse:
        """Change the password, end the other sessions and forget earlier failures."""
        answer = super().form_valid(form)
        lockout.forget(self.request.user)
        services.own_password_set(by=self.request.actor, session_key=_here(self.request))
        self.request.session.pop(sign_in.MUST_CHOOSE, None)
        messages.success(self.request, _("Đã đổi mật khẩu."))
        return answer


change_password = about_oneself(cast(Callable[..., HttpResponse], ChangePassword.as_view()))


@about_oneself
def change_phone(request: ActorRequest) -> HttpResponse:
    """Move the authenticator to another phone, with a code of the one in use."""
    return _with_code(request, _("Chuyển sang điện thoại khác"), _to_another_phone)


@about_oneself
def new_recovery_codes(request: ActorRequest) -> HttpResponse:
    """New recovery codes, with a code of the app; those before are void."""
    return _with_code(request, _("Tạo mã dự phòng mới"), _fresh_codes)


@require_POST
@about_oneself
def end_session(request: ActorRequest) -> HttpResponse:
    """End one of one's other sessions: it is out at its next click."""
    ended = services.end_sessions(
        by=request.actor, person=request.user, only=request.POST.get("session") or "-", but=_here(request)
    )
    messages.success(request, _("Đã kết thúc phiên.") if ended else _("Phiên này đã kết thúc từ trước."))
    return redirect("signin:own")


@require_POST
@about_oneself
def end_other_sessions(request: ActorRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    ended = services.end_sessions(by=request.actor, person=request.user, but=_here(request))
    messages.success(request, _("Đã kết thúc %(count)d phiên khác.") % {"count": ended})
    return redirect("signin:own")


@require_POST
@for_everyone_signed_in
def here(request: ActorRequest) -> HttpResponse:
    """Someone is typing or has just unlocked: portal.signin.middleware noted it before it came here."""
    return HttpResponse(status=204)


def _with_code(
    request: ActorRequest, title: str, go_on: Callable[[ActorRequest], HttpResponse]
) -> HttpResponse:
    if selectors.authenticator_of(request.user) is None:
        return redirect("signin:own")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        if lockout.compared(request, request.user, services.accept_code, by=request.actor, code=typed):
            return go_on(request)
        form.refuse()
    return render(request, "signin/with_code.html", {"form": form, "title": title})


def _to_another_phone(request: ActorRequest) -> HttpResponse:
    services.begin_authenticator(user=request.user)
    return redirect("signin:set-up")


def _fresh_codes(request: ActorRequest) -> HttpResponse:
    fresh = services.renew_recovery_codes(by=request.actor)
    return sign_in_views.show_recovery_codes(request, fresh, next=reverse("signin:own"))


def _here(request: ActorRequest) -> str:
    return session_digest(request.session.session_key or "")

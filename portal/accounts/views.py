"""Signing in and out, choosing among one's units, and the people of a unit."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts import services
from portal.accounts.access import for_everyone_signed_in, needs
from portal.accounts.forms import PersonForm, SignInForm
from portal.accounts.middleware import WORKING_UNIT
from portal.accounts.models import Assignment
from portal.accounts.permissions import RIGHTS, Permission, Role
from portal.core import audit, clock
from portal.core.errors import Refused
from portal.core.forms import attempt
from portal.hierarchy.scoping import column_of
from portal.hierarchy.selectors import valid_on


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The door. A person already inside goes home."""

    form_class = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


class ChangePassword(PasswordChangeView):
    """One's own password; other sessions of the person end with it."""

    template_name = "accounts/password.html"
    success_url = reverse_lazy("home")

    def form_valid(self, form):
        audit.record(by=self.request.actor, action="person.password", thing=self.request.user)
        messages.success(self.request, _("Đã đổi mật khẩu."))
        return super().form_valid(form)


change_password = ChangePassword.as_view()
change_password.permissions = ()


@require_POST
@for_everyone_signed_in
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, by POST only: a link preview must not sign anyone out."""
    logout(request)
    return redirect("signin:sign-in")


@require_POST
@for_everyone_signed_in
def switch_unit(request: HttpRequest) -> HttpResponse:
    """Work for another of one's units; an unknown one changes nothing."""
    for assignment in request.actor.assignments:
        if assignment.unit.public_id == request.POST.get("unit"):
            request.session[WORKING_UNIT] = assignment.unit_id
    return redirect("home")


@needs(Permission.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """Who has which role in one's unit and below, today, and in plain words what that lets them do."""
    own = request.actor.units_with(Permission.MANAGE_PEOPLE)[0]
    rows = _managed(request).order_by("unit__level", "role", "user__full_name")
    found = [{"row": row, "sentence": RIGHTS[Role(row.role)].sentence} for row in rows[:500]]
    return render(request, "accounts/people.html", {"found": found, "own": own})


@needs(Permission.MANAGE_PEOPLE)
def add_person(request: HttpRequest) -> HttpResponse:
    """Open an account with its first assignment: both or neither."""
    own = request.actor.units_with(Permission.MANAGE_PEOPLE)[0]
    form = PersonForm(request.POST or None, own=own)
    if request.method == "POST" and form.is_valid():
        user = attempt(form, lambda: services.add_person_with_role(by=request.actor, **form.cleaned_data))
        if user:
            messages.success(request, _("Đã mở tài khoản cho %(name)s.") % {"name": user.full_name})
            return redirect("accounts:people")
    return render(request, "accounts/person_form.html", {"form": form, "own": own})


@require_POST
@needs(Permission.MANAGE_PEOPLE)
def end_assignment(request: HttpRequest) -> HttpResponse:
    """End someone's role from today on."""
    assignment = get_object_or_404(
        _managed(request),
        user__public_id=request.POST.get("user"),
        unit__public_id=request.POST.get("unit"),
        role=request.POST.get("role"),
    )
    try:
        services.end_assignment(by=request.actor, assignment=assignment)
    except Refused as refused:
        messages.error(request, refused.reason)
    else:
        messages.success(
            request, _("Đã kết thúc phân công của %(name)s.") % {"name": assignment.user.full_name}
        )
    return redirect("accounts:people")


def _managed(request: HttpRequest):
    """Today's assignments in the unit one manages and below."""
    own = request.actor.units_with(Permission.MANAGE_PEOPLE)[0]
    rows = Assignment.objects.filter(valid_on(clock.today()), **{f"unit__{column_of(own)}": own})
    return rows.select_related("user", "unit")

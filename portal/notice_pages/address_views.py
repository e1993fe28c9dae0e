"""Pages of one's e-mail address: giving one, typing its code, removing it."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import about_oneself
from portal.accounts.requests import ActorRequest
from portal.core.forms import refusals_on
from portal.core.notices import addresses, selectors
from portal.notice_pages.forms import AddressCodeForm, AddressForm


@about_oneself
def address(request: ActorRequest) -> HttpResponse:
    """Give an address; a code is sent there."""
    row = selectors.mail_address_of(request.user)
    form = AddressForm(request.POST or None, initial={"address": row.pending or row.address if row else ""})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            addresses.ask(by=request.actor, address=form.cleaned_data["address"])
            return redirect("notices:confirm-address")
    context = {"form": form, "mail": row, "mail_is_sent": settings.NOTICES_BY_MAIL}
    return render(request, "notice_pages/address.html", context)


@about_oneself
def confirm(request: ActorRequest) -> HttpResponse:
    """Type the code that was sent."""
    row = selectors.mail_address_of(request.user)
    if row is None or not row.pending:
        return redirect("notices:address")
    form = AddressCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            addresses.confirm(by=request.actor, code=form.cleaned_data["code"])
            messages.success(request, _("Đã xác nhận địa chỉ. Thông báo sẽ được gửi đến đó."))
            return redirect("notices:choose")
    return render(request, "notice_pages/confirm.html", {"form": form, "mail": row})


@require_POST
@about_oneself
def remove(request: ActorRequest) -> HttpResponse:
    """Forget the address: notices are on screen alone from then on."""
    if addresses.remove(by=request.actor):
        messages.success(request, _("Đã bỏ địa chỉ thư điện tử. Thông báo chỉ còn hiện trên màn hình."))
    return redirect("notices:choose")

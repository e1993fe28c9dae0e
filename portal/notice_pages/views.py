"""Pages of notices: one's list, opening one, noting all as seen, how each kind reaches one."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import about_oneself, for_everyone_signed_in
from portal.accounts.requests import ActorRequest
from portal.core.formatting import time_of_day
from portal.core.list_filters import EmptyText
from portal.core.lists import page
from portal.core.notices import selectors, services
from portal.core.undo import offer_undo
from portal.notice_pages.forms import ChoiceForm
from portal.notice_pages.tables import NoticeTable


@for_everyone_signed_in
def notice_list(request: ActorRequest) -> HttpResponse:
    """One's own notices, the newest first."""
    empty = EmptyText(_("Chưa có thông báo nào"), _("Việc đến hạn và lời nhắc sẽ hiện ở trang này."))
    mail = selectors.mail_address_of(request.user)
    exclude = () if mail and mail.address else ("mail",)
    context = {
        "list": page(request, NoticeTable, selectors.notices(request.actor), empty=empty, exclude=exclude),
        "has_unseen": request.session.unseen_notices > 0,
    }
    return render(request, "notice_pages/list.html", context)


@require_POST
@about_oneself
def open_notice(request: ActorRequest) -> HttpResponse:
    """Note a notice as seen and go to its page, which checks by itself who may open it."""
    key = request.POST.get("notice", "")
    if not key:
        return redirect("notices:list")
    notice = get_object_or_404(selectors.notices(request.actor), public_id=key)
    services.see(by=request.actor, notice=notice)
    address = services.page_of(notice.kind, notice.page_key)
    if address is None:
        messages.info(request, _("Trang của thông báo này không còn nữa."))
    return redirect(address or "notices:list")


@require_POST
@about_oneself
def see_all(request: ActorRequest) -> HttpResponse:
    """Note all notices as seen, with a way back."""
    count, at = services.see_all(by=request.actor)
    if count:
        offer_undo(
            request,
            _("Đã đánh dấu %(count)d thông báo là đã xem.") % {"count": count},
            url=reverse("notices:unsee"),
            fields=[("at", at.isoformat())],
        )
    return redirect("notices:list")


@require_POST
@about_oneself
def unsee(request: ActorRequest) -> HttpResponse:
    """Take back that all were noted as seen."""
    try:
        at = parse_datetime(request.POST.get("at", ""))
    except ValueError:
        at = None
    if at is not None and at.tzinfo is not None and services.unsee(by=request.actor, seen_at=at):
        messages.success(request, _("Đã hoàn tác: các thông báo ấy lại là chưa xem."))
    return redirect("notices:list")


@about_oneself
def choose(request: ActorRequest) -> HttpResponse:
    """For each kind of notice: on screen alone, or by e-mail too."""
    kinds = selectors.choices(request.actor)
    form = ChoiceForm(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        services.choose(by=request.actor, by_mail=form.by_mail())
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("notices:list")
    context = {
        "form": form,
        "mail": selectors.mail_address_of(request.user),
        "last_mail": selectors.last_mail(request.user),
        "mail_is_sent": settings.NOTICES_BY_MAIL,
        "quiet_from": time_of_day(settings.QUIET_HOURS[0]),
        "quiet_until": time_of_day(settings.QUIET_HOURS[1]),
    }
    return render(request, "notice_pages/choose.html", context)

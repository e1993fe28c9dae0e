"""Pages of the register of posts, and the phone page of posts to share."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core.forms import refusals_on
from portal.core.list_filters import EmptyText, filter_links, nothing_found, query_words
from portal.core.lists import page
from portal.core.undo import offer_undo
from portal.oversight.outside_access import narrow_to_figure, records_outside_access, shows
from propaganda import policies, selectors, services
from propaganda.choices import Topic
from propaganda.forms import PostForm, RelayForm
from propaganda.indicators import POSTS, RELAYS
from propaganda.tables import PostTable, RelayTable


@needs(Permission.VIEW_POSTS)
@records_outside_access("post.list")
def post_list(request: ActorRequest) -> HttpResponse:
    """The register of posts: by topic, by words, or behind a figure."""
    actor, query, topic = request.actor, query_words(request), request.GET.get("chu-de", "")
    rows, drill = narrow_to_figure(request, selectors.posts(actor, query=query), POSTS, Permission.VIEW_POSTS)
    if topic in Topic.values:
        rows = rows.filter(topic=topic)
    rows = selectors.with_relays(actor, rows)
    empty = _no_match(request, query) if query or topic or drill else _no_post(request)
    context = {
        "list": page(request, PostTable, rows, empty=empty),
        "chips": filter_links(request, "chu-de", [("", _("Tất cả")), *Topic.choices], chosen=topic),
        "query": query,
        "drill": drill,
        "can_add": actor.has(Permission.EDIT_POSTS),
    }
    return render(request, "propaganda/list.html", context)


def _no_post(request: ActorRequest) -> EmptyText:
    new = reverse("propaganda:new") if request.actor.has(Permission.EDIT_POSTS) else ""
    text = _("Bài đăng ký xong sẽ hiện ở trang này.")
    return EmptyText(_("Chưa có bài nào ở đây"), text, new, _("Thêm tin, bài"))


def _no_match(request: ActorRequest, query: str) -> EmptyText:
    searched = _("mọi bài anh/chị được xem, cả bài đã rút")
    return nothing_found(request, query, searched, filters=("chu-de",))


@needs(Permission.VIEW_POSTS)
@records_outside_access("post.relays")
def relay_list(request: ActorRequest) -> HttpResponse:
    """Proofs that posts were passed on, behind a figure or all."""
    rows, drill = narrow_to_figure(request, selectors.relays(request.actor), RELAYS, Permission.VIEW_POSTS)
    empty = EmptyText(_("Chưa có lượt chia sẻ nào"), _("Trưởng nhóm đánh dấu khi đã chia sẻ bài."))
    listed = page(request, RelayTable, rows, empty=empty)
    return render(request, "propaganda/relays.html", {"list": listed, "drill": drill})


@needs(Permission.EDIT_POSTS)
def new(request: ActorRequest) -> HttpResponse:
    """Register a post for the groups of one's commune."""
    form = PostForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            post = services.register_post(
                by=request.actor, unit=request.actor.unit_with(Permission.EDIT_POSTS), **form.cleaned_data
            )
            messages.success(request, _("Đã thêm bài. Trưởng nhóm sẽ thấy bài cần chia sẻ."))
            return redirect("propaganda:detail", post.public_id)
    return render(request, "propaganda/form.html", {"form": form})


@needs(Permission.VIEW_POSTS)
@records_outside_access("post.view")
def detail(request: ActorRequest, public_id: str) -> HttpResponse:
    """One post: what to copy, into which groups it went, which are left."""
    post = get_object_or_404(
        selectors.posts(request.actor).select_related("unit", "posted_by"), public_id=public_id
    )
    shows(request, post)
    relays, missing = selectors.relayed_and_missing(request.actor, post)
    context = {
        "post": post,
        "relays": relays,
        "missing": missing,
        "can_edit": policies.can_edit(request.actor, post),
    }
    return render(request, "propaganda/detail.html", context)


@require_POST
@needs(Permission.EDIT_POSTS)
def withdraw(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take a post back, or (`restore`) undo that."""
    post = get_object_or_404(selectors.posts(request.actor), public_id=public_id)
    change = services.restore_post if "restore" in request.POST else services.withdraw_post
    change(by=request.actor, post=post, version=post.version)
    if "restore" in request.POST:
        messages.success(request, _("Đã khôi phục bài."))
    else:
        offer_undo(request, _("Đã thu hồi bài."), url=request.path, fields=[("restore", "1")])
    return redirect("propaganda:detail", post.public_id)


@needs(Permission.RELAY_POSTS)
def to_relay(request: ActorRequest) -> HttpResponse:
    """Posts that wait to be passed on into one's groups."""
    return render(
        request,
        "propaganda/to_relay.html",
        {"posts": list(selectors.to_relay(request.actor)[:100]), "days": settings.RELAY_DAYS},
    )


@needs(Permission.RELAY_POSTS)
def relay(request: ActorRequest, public_id: str) -> HttpResponse:
    """One post to pass on: its text to copy, and the groups it went into."""
    post = selectors.to_relay(request.actor).filter(public_id=public_id).first()
    if post is None:
        get_object_or_404(selectors.relayed_by(request.actor), public_id=public_id)
        messages.info(request, _("Bài này đã được đánh dấu chia sẻ, hoặc không còn cần chia sẻ."))
        return redirect("propaganda:to-relay")
    form = RelayForm(request.POST or None, groups=selectors.missing_groups(request.actor, post))
    if form.is_valid():
        chosen = form.cleaned_data["groups"]
        with refusals_on(form):
            services.relay_post(by=request.actor, post=post, groups=chosen)
            offer_undo(
                request,
                _("Đã đánh dấu chia sẻ vào %(count)d nhóm.") % {"count": len(chosen)},
                url=reverse("propaganda:undo-relay", args=[post.public_id]),
                fields=[("group", group.public_id) for group in chosen],
            )
            return redirect("propaganda:to-relay")
    return render(request, "propaganda/relay.html", {"post": post, "form": form})


@require_POST
@needs(Permission.RELAY_POSTS)
def undo_relay(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take back marks that were set by mistake."""
    post = get_object_or_404(selectors.relayed_by(request.actor), public_id=public_id)
    named = set(request.POST.getlist("group"))
    groups = list(selectors.own_groups(request.actor).filter(public_id__in=named))
    if len(groups) < len(named):
        raise Http404("a group outside one's area, or that has ended")
    services.undo_relay(by=request.actor, post=post, groups=groups)
    messages.success(request, _("Đã bỏ đánh dấu chia sẻ."))
    return redirect("propaganda:to-relay")

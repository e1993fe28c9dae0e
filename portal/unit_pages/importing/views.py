"""Pages of the import: the file, the dry run row by row, the result (S0.1)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.accounts.access import needs
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.accounts.selectors import units_held
from portal.core.downloads import attachment
from portal.core.forms import VersionedForm, refusals_as_messages, refusals_on
from portal.core.sheets.writing import write
from portal.core.undo import offer_undo
from portal.unit_pages.importing.forms import UploadForm
from portal.unit_pages.importing.selectors import decisions_in, rows_of
from portal.units.importing import selectors, services
from portal.units.importing.states import TONE, ImportState
from portal.units.models import Unit, UnitImport

_PAST = 20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(Permission.EDIT_GROUPS, in_turns=False)
def imports(request: ActorRequest, public_id: str) -> HttpResponse:
    """Give a file, or go on with one given earlier."""
    commune = _commune(request, public_id)
    form = UploadForm(request.POST or None, request.FILES or None, commune=commune)
    if form.is_valid():
        with refusals_on(form):
            batch = services.draft_import(by=request.actor, commune=commune, **form.details())
            if (table := form.table) and table.other_sheets:
                sheets = {"read": table.sheet, "left": ", ".join(table.other_sheets)}
                messages.info(request, _("Chỉ đọc trang tính “%(read)s”. Tệp còn trang: %(left)s.") % sheets)
            return redirect("units:import", commune.public_id, batch.public_id)
    context = {
        "form": form,
        "commune": commune,
        "crumbs": _crumbs(commune),
        "past": [
            {"batch": b, "tone": TONE[b.state]} for b in selectors.imports(request.actor, commune)[:_PAST]
        ],
    }
    return render(request, "unit_pages/import_upload.html", context)


@needs(Permission.EDIT_GROUPS)
def sample(request: ActorRequest, public_id: str) -> HttpResponse:
    """A small table to take as a pattern."""
    commune = _commune(request, public_id)
    data = write(
        sheet=_("Danh sách"),
        title=_("DANH SÁCH THÔN, ẤP VÀ TỔ TỰ QUẢN %(unit)s") % {"unit": commune.full_name.upper()},
        header=["TT", _("Ấp"), _("Tổ tự quản"), _("Ghi chú")],
        rows=[
            ["1", _("Ấp Bình Minh"), "", ""],
            ["2", "", _("Tổ tự quản số 1"), ""],
            ["3", "", _("Tổ tự quản số 2"), ""],
            ["4", _("Ấp 3"), _("Tổ tự quản số 1"), ""],
        ],
    )
    return attachment(data, name="mau-danh-sach-ap-to.xlsx", content_type=_XLSX)


@needs(Permission.EDIT_GROUPS)
def batch(request: ActorRequest, public_id: str, batch: str) -> HttpResponse:
    """The dry run of a batch, with its choices; once it ran, what it created."""
    commune = _commune(request, public_id)
    found = _batch(request, commune, batch)
    form = VersionedForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        kept = None
        with refusals_on(form, row=found):
            kept = _keep(request, found, form.cleaned_data["version"])
        # The decisions are kept, also when what follows is refused.
        with refusals_on(form, row=found):
            if kept:
                return _after(request, _go_on(request, kept))
        found = _batch(request, commune, batch)
        if found.state == ImportState.DRAFT:
            found = services.judge_again(by=request.actor, batch=found)
    context = {"form": form, "commune": commune, "crumbs": _crumbs(commune, found.file_name)}
    return render(request, "unit_pages/import_batch.html", context | _about(found) | rows_of(request, found))


def _about(batch: UnitImport) -> dict:
    """The state of a batch, and what it created."""
    return {
        "batch": batch,
        "tone": TONE[batch.state],
        "at": batch.undone_at or batch.imported_at or batch.created_at,
        "version": batch.version,
        "draft": batch.state == ImportState.DRAFT,
        "created": selectors.created_units(batch) if batch.state == ImportState.IMPORTED else [],
    }


@require_POST
@needs(Permission.EDIT_GROUPS)
def undo(request: ActorRequest, public_id: str, batch: str) -> HttpResponse:
    """Take a batch back, or say why that is no longer possible."""
    commune = _commune(request, public_id)
    found = _batch(request, commune, batch)
    form = VersionedForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else found.version
    with refusals_as_messages(request):
        services.undo_import(by=request.actor, batch=found, version=version)
        messages.success(request, _("Đã hoàn tác: các đơn vị của lần nhập này không còn trong địa bàn."))
    return redirect("units:import", commune.public_id, found.public_id)


def _keep(request: ActorRequest, found: UnitImport, version: int) -> UnitImport:
    """The choices of the page's rows."""
    decisions = decisions_in(request.POST)
    return services.decide(by=request.actor, batch=found, version=version, decisions=decisions)


def _go_on(request: ActorRequest, kept: UnitImport) -> UnitImport:
    """Decide alike, run, or stay, as the button says."""
    asked = request.POST.get("do", "")
    if asked in services.FOR_ALL:
        return services.decide_for_all(by=request.actor, batch=kept, version=kept.version, choice=asked)
    if asked == "run":
        return services.run_import(by=request.actor, batch=kept, version=kept.version)
    return kept


def _after(request: ActorRequest, batch: UnitImport) -> HttpResponse:
    """Back to the batch: to its result once it ran, with the way back; else to where one was in its rows."""
    if batch.state != ImportState.IMPORTED:
        return redirect(request.get_full_path())
    offer_undo(
        request,
        _("Đã thêm %(count)d đơn vị vào %(commune)s.")
        % {"count": len(batch.created), "commune": batch.commune.full_name},
        url=reverse("units:undo-import", args=[batch.commune.public_id, batch.public_id]),
        fields=[("version", str(batch.version))],
    )
    return redirect(request.path)


def _commune(request: ActorRequest, public_id: str) -> Unit:
    """A commune in which one may bring in; any other does not exist here."""
    return get_object_or_404(units_held(request.actor, Permission.EDIT_GROUPS), public_id=public_id)


def _batch(request: ActorRequest, commune: Unit, key: str) -> UnitImport:
    return get_object_or_404(selectors.imports(request.actor, commune), public_id=key)


def _crumbs(commune: Unit, last: str = "") -> list[dict]:
    crumbs = [
        {"label": commune.title, "url": reverse("units:detail", args=[commune.public_id])},
        {"label": _("Nhập từ Excel"), "url": reverse("units:imports", args=[commune.public_id])},
    ]
    return [*crumbs, {"label": last, "url": ""}] if last else crumbs

"""Records access from outside: a person without a place in a commune who opens its rows, once a day, person
and row.

What is recorded for a file is recorded for the screen. Every view that a permission to read (`READS`) opens says by
`@records_outside_access` under which action access is recorded, or by `@records_nothing` why it is not; in it, `shows…` says
what the page shows. The tests of the architecture request each address as an outsider and expect an entry, and as the commune's
own people and expect none.
"""

from collections.abc import Callable, Iterable
from functools import wraps

from django.db.models import QuerySet
from django.http import HttpResponse

from portal.accounts.access import P, View
from portal.accounts.actor import Actor
from portal.accounts.permissions import Permission
from portal.accounts.requests import ActorRequest
from portal.core import audit
from portal.core.indicators import Source
from portal.oversight.custody import custody_of
from portal.units.choices import Level
from portal.units.drilldown import Drill, drill_down
from portal.units.models import Unit
from portal.units.scoping import ScopedModel

# Permissions that open pages with a commune's rows or figures.
READS = frozenset(
    {
        Permission.VIEW_UNITS,
        Permission.VIEW_BODIES,
        Permission.VIEW_GROUPS,
        Permission.VIEW_COVERAGE,
        Permission.VIEW_TIPS,
        Permission.OPEN_INFORMANT,
        Permission.VIEW_POSTS,
        Permission.VIEW_STEERING,
        Permission.RAISE_DIFFICULTIES,
        Permission.VIEW_REPORTS,
        Permission.WATCH_UNITS,
    }
)


def records_outside_access(action: str) -> Callable[[View[P]], View[P]]:
    """Declare that access to this page from outside is recorded, by default under `action` (portal.oversight.labels).

    Whatever the page shows must be said with `shows`, `shows_list`, `shows_custody` or `shows_nothing`; a page (200) that
    says none of it is an error of the program (LookupError).
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def watched(request: ActorRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if response.status_code == 200:
                _note(request, view, action)
            return response

        watched.recorded_action = action  # type: ignore[attr-defined]  # read by the tests of all addresses
        return watched

    return decorate


def records_nothing(reason: str) -> Callable[[View[P]], View[P]]:
    """Declare why access to this page is not recorded: it shows no row or figure of a commune, or records it itself."""

    def decorate(view: View[P]) -> View[P]:
        view.unrecorded_reason = reason  # type: ignore[attr-defined]  # read by the same tests
        return view

    return decorate


def shows(request: ActorRequest, row: ScopedModel, *, of: Unit | None = None) -> None:
    """The page shows one row; `of` is the unit whose words it holds, where another one filed it."""
    _say(request, lambda action: record_row_access(by=request.actor, row=row, action=action, of=of))


def shows_list(request: ActorRequest, *units: Unit, action: str = "") -> None:
    """The page shows rows or figures of some units: those of the list or figure, or the one shown."""
    for unit in dict.fromkeys(units):

        def note(name: str, unit: Unit = unit) -> None:
            record_list_access(by=request.actor, unit=unit, action=action or name)

        _say(request, note)


def shows_listed(request: ActorRequest, permission: str, drill: Drill | None = None) -> None:
    """The page lists the rows behind a figure; without one, those of all units in which the actor holds a permission."""
    units = [drill.area.unit] if drill else request.actor.units_with(permission)
    shows_list(request, *units)


def narrow_to_figure(
    request: ActorRequest, rows: QuerySet, source: Source, permission: str
) -> tuple[QuerySet, Drill | None]:
    """The rows behind the figure that the address names, or all of `rows`, with that figure; notes whose are shown.

    `permission` is the one that opens the list's view.
    """
    rows, drill = drill_down(request, rows, source, opened_by=(permission,))
    shows_listed(request, permission, drill)
    return rows, drill


def shows_custody(request: ActorRequest, unit: Unit, *, action: str = "") -> None:
    """The page shows rows whose custodian is the unit."""
    _say(request, lambda name: record_custody_access(by=request.actor, unit=unit, action=action or name))


def shows_nothing(request: ActorRequest) -> None:
    """This time the page shows no row or figure."""
    _say(request, lambda action: None)


def record_row_access(*, by: Actor, row: ScopedModel, action: str, of: Unit | None = None) -> None:
    """Audit that an outsider opened a row, of the unit that filed it or `of` another; one's own people read without a trace of
    every page."""
    custodian, outside = custody_of(by, of or row, row.unit_id)
    if outside:
        audit.record_once(by=by, action=action, row=row, custodian_id=custodian, outside=True)


def record_list_access(*, by: Actor, unit: Unit, action: str) -> None:
    """Audit that someone from outside a commune opened a list with its rows: the commune's own, or that of a unit
    above, whose list shows the rows of every commune in it."""
    _custodian, outside = custody_of(by, unit, unit.pk)
    if outside or unit.level in (Level.DISTRICT, Level.PROVINCE):
        audit.record_once(by=by, action=action, row=unit, unit_id=unit.pk, outside=True)


def record_custody_access(*, by: Actor, unit: Unit, action: str) -> None:
    """Audit that who only raised themselves to a unit opened what lies on its custodian; who works there, or above it on a
    custodian of their own, leaves no trace."""
    if by.elevation:
        record_list_access(by=by, unit=unit, action=action)


def _say(request: ActorRequest, note: Callable[[str], None]) -> None:
    request.shown = (*getattr(request, "shown", ()), note)


def _note(request: ActorRequest, view: Callable, action: str) -> None:
    said: Iterable[Callable[[str], None]] = getattr(request, "shown", ())
    if not said:
        raise LookupError(f"{view.__module__}.{view.__name__} does not say what it shows")
    for note in said:
        note(action)

"""Pages of the demo: choose a person of a story and sign in as them, on the story's day."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.accounts.models import User
from portal.accounts.permissions import Role
from portal.config.demo import tay_ninh
from portal.config.demo.seeding import STORIES
from portal.config.demo.sign_in import enter_as
from portal.config.demo.story import Person, Story
from portal.units.choices import Level
from portal.units.models import Unit
from portal.units.selectors import UnknownUnit, unit_by_code


@login_not_required
@require_GET
def personas(request: HttpRequest) -> HttpResponse:
    """Who one may enter as, by story. What nobody seeded cannot be entered."""
    units = _units()
    stories = [
        {"story": story, "personas": list(_shown(story, units)), "moved": _moved(story)} for story in STORIES
    ]
    context = {"stories": stories, "seeded": bool(units), "administrator": tay_ninh.ADMINISTRATOR}
    return render(request, "demo/personas.html", context)


@login_not_required
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Leave whoever one was and become the persona, with the clock on the story's day."""
    story, person = _find(request.POST.get("persona", ""))
    user = User.objects.filter(username=person.username, is_active=True).first()
    if user is None:
        messages.error(
            request, _("Chưa có dữ liệu minh họa. Chạy lệnh “manage.py seed_demo” rồi tải lại trang.")
        )
        return redirect("demo:personas")
    enter_as(request, user, story)
    return redirect(person.begins_at)


def _moved(story: Story) -> tuple[Unit, Unit] | None:
    """The story's commune and the one its rows lie in since someone ran the reform; None while they lie at home."""
    for commune in story.communes[:1]:
        with suppress(UnknownUnit):
            unit = unit_by_code(commune.code, story.day, Level.COMMUNE)
            if unit.commune_id != unit.pk and unit.commune:
                return unit, unit.commune
    return None


def _find(username: str) -> tuple[Story, Person]:
    for story in STORIES:
        for person in story.personas:
            if person.username == username:
                return story, person
    raise Http404


def _units() -> dict[str, str]:
    """Where each persona works, by username: one query for the whole page."""
    names = [person.username for story in STORIES for person in story.personas]
    people = User.objects.filter(username__in=names, is_active=True).prefetch_related("assignments__unit")
    return {user.username: ", ".join(row.unit.title for row in user.assignments.all()) for user in people}


def _shown(story: Story, units: dict[str, str]) -> Iterator[dict[str, Any]]:
    for person in story.personas:
        yield {"person": person, "role": Role(person.role).label, "unit": units.get(person.username, "")}

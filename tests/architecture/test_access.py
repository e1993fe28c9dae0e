"""Who may open what: every address declares it, and a neighbour's key opens nothing."""

import re

import pytest
from django.urls import reverse

from tests.architecture.urls import patterns
from tests.architecture.world import client_of, two_sides
from tests.factories import people

# Addresses whose key names a public fact: a unit's name and place. Its people and figures stay with its own people.
PUBLIC_FACTS = {"units:detail", "units:branch"}
WITHOUT_SIGN_IN = {
    "signin:sign-in",
    "signin:code",
    "signin:set-up",
    "cards:scan",
    "cards:enter",
    "cards:choose-pin",
    "cards:repeat-pin",
    "demo:personas",
    "demo:enter",
}

# What the key in each address names.
KEYS = {
    "tips:detail": "tip",
    "tips:open-informant": "tip",
    "tips:move": "tip",
    "groups:detail": "group",
    "groups:edit": "group",
    "groups:count": "group",
    "groups:confirm": "group",
    "groups:close": "group",
    "groups:reopen": "group",
    "groups:qr": "group",
    "propaganda:detail": "post",
    "propaganda:withdraw": "post",
    "propaganda:relay": "post",
    "propaganda:undo-relay": "post",
    "reports:detail": "report",
    "reports:paper": "report",
    "reports:edit": "report",
    "reports:submit": "report",
    "reports:draw-again": "report",
    "reports:download": "report",
    "units:add-hamlet": "commune",
    "units:choose-act": "commune",
    "units:change": "commune",
    "units:act": "act",
    "units:act-progress": "act",
    "units:undo-act": "act",
    "units:imports": "commune",
    "units:import-sample": "commune",
    "units:import": "commune",
    "units:undo-import": "commune",
    "overview": "commune",
    "accounts:person": "person",
    "accounts:assign": "person",
    "accounts:rename-person": "person",
    "accounts:close-account": "person",
    "accounts:reopen-account": "person",
    "accounts:end-assignment": "office",
    "accounts:restore-assignment": "office",
    "accounts:hand-over": "office",
    "accounts:undo-hand-over": "hand_over",
    "accounts:elevate-to": "commune",
    "signin:initial-password": "person",
    "signin:reset-authenticator": "person",
    "signin:let-try-again": "person",
    "signin:end-sessions": "person",
    "cards:detail": "holder",
    "cards:issue": "holder",
    "cards:revoke": "holder",
    "cards:unlock": "holder",
    "cards:allow-device": "holder",
}
OTHER_PARTS = {"name": "assign", "format": "pdf", "batch": "0" * 12, "kind": "create"}


def test_every_view_declares_who_may_open_it():
    undeclared = [
        name
        for name, pattern in patterns().items()
        if not hasattr(pattern.callback, "permissions") and getattr(pattern.callback, "login_required", True)
    ]
    assert undeclared == []


def test_only_the_doors_open_without_sign_in():
    opened = {name for name, p in patterns().items() if not getattr(p.callback, "login_required", True)}
    assert opened == WITHOUT_SIGN_IN


def test_every_address_with_a_key_is_tried_below():
    keyed = {name for name, pattern in patterns().items() if "public_id" in pattern.pattern.converters}
    assert keyed == set(KEYS) | PUBLIC_FACTS


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_door(client):
    for name, pattern in patterns().items():
        if name in WITHOUT_SIGN_IN:
            continue
        keys = {key: OTHER_PARTS.get(key, "0" * 12) for key in pattern.pattern.converters}
        response = client.get(reverse(name, kwargs=keys))
        assert response.status_code == 302, name
        assert response.url.startswith(reverse("signin:sign-in")), name


@pytest.mark.django_db
def test_a_neighbours_key_does_not_exist(country):
    ours, theirs = two_sides(country)
    for actor in ours.people:
        client = client_of(actor)
        for name, pattern in patterns().items():
            if name not in KEYS:
                continue
            keys = {key: OTHER_PARTS.get(key) for key in pattern.pattern.converters}
            keys["public_id"] = getattr(theirs, KEYS[name]).public_id
            url = reverse(name, kwargs=keys)
            for method in (client.get, client.post):
                status = method(url).status_code
                # 403: this role opens no such page at all; 405: the address answers to POST only.
                assert status in (403, 404, 405), (
                    f"{method.__name__} {name} as {actor.current.role}: {status}"
                )
        # Whoever may open such a page of their own finds nothing under a neighbour's key, without exception.
        if actor.current.role in ("commune-officer", "administrator"):
            for name in KEYS.keys() - {"overview"}:
                if not any(actor.has(needed) for needed in patterns()[name].callback.permissions):
                    continue
                keys = {key: OTHER_PARTS.get(key) for key in patterns()[name].pattern.converters}
                keys["public_id"] = getattr(theirs, KEYS[name]).public_id
                assert client.post(reverse(name, kwargs=keys)).status_code == 404, name


@pytest.mark.django_db
def test_an_unknown_key_and_a_neighbours_key_look_the_same(country):
    ours, theirs = two_sides(country)
    client = client_of(ours.officer)
    unknown = client.get(reverse("tips:detail", args=["0" * 12]))
    neighbours = client.get(reverse("tips:detail", args=[theirs.tip.public_id]))
    assert unknown.status_code == neighbours.status_code == 404
    assert without_tokens(unknown) == without_tokens(neighbours)


def without_tokens(response) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())


@pytest.mark.django_db
def test_inside_but_not_allowed_says_why(country):
    ours, _theirs = two_sides(country)
    response = client_of(ours.head).get(reverse("tips:move", args=[ours.tip.public_id, "assign"]))
    assert response.status_code == 403
    assert "không có quyền" in response.content.decode()


@pytest.mark.django_db
def test_those_above_see_what_is_issued_but_no_draft(country):
    ours, theirs = two_sides(country)
    client = client_of(people.officer(country.district))
    for side in (ours, theirs):
        assert client.get(reverse("reports:detail", args=[side.report.public_id])).status_code == 200
        assert client.get(reverse("reports:download", args=[side.report.public_id, "pdf"])).status_code == 200
        assert client.get(reverse("reports:detail", args=[side.draft.public_id])).status_code == 404

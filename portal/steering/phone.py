"""Pages of the steering committee that are read on the phone, too."""

from portal.accounts.requests import ActorRequest


def base_of(request: ActorRequest) -> str:
    """The template that such a page extends."""
    return "steering/base_phone.html" if request.actor.phone_only else "steering/base.html"

"""Short constructors of a tip's arrival and transitions, so that the stories read as tables."""

from portal.config.demo.story import StoryTransition

GROUP, DIRECT, PHONE, IN_PERSON, HEAD = "zalo-group", "zalo-direct", "phone", "in-person", "hamlet-head"


def classified(at: str, category: str, nature: str) -> StoryTransition:
    return StoryTransition(at, "classify", {"category": category, "nature": nature})


def assigned(at: str) -> StoryTransition:
    """Given to the tip's handler."""
    return StoryTransition(at, "assign")


def passed_on(at: str, recipient: str, number: str = "", note: str = "") -> StoryTransition:
    return StoryTransition(at, "pass_on", {"recipient": recipient, "document_number": number, "note": note})


def helped(at: str, note: str) -> StoryTransition:
    return StoryTransition(at, "resolve", {"outcome": "helped", "note": note})


def unfounded(at: str, note: str) -> StoryTransition:
    return StoryTransition(at, "resolve", {"outcome": "unfounded", "note": note})


def noted(at: str, note: str) -> StoryTransition:
    return StoryTransition(at, "resolve", {"outcome": "noted", "note": note})


def answered(at: str, note: str) -> StoryTransition:
    return StoryTransition(at, "answer", {"note": note})

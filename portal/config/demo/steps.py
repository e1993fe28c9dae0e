"""Short constructors of a tip's arrival and transitions, so that the stories read as tables."""

from portal.config.demo.story import TipStep

GROUP, DIRECT, PHONE, IN_PERSON, HEAD = "zalo-group", "zalo-direct", "phone", "in-person", "hamlet-head"


def classified(at: str, category: str, nature: str) -> TipStep:
    return TipStep(at, "classify", {"category": category, "nature": nature})


def assigned(at: str) -> TipStep:
    """Given to the tip's handler."""
    return TipStep(at, "assign")


def passed_on(at: str, recipient: str, number: str = "", note: str = "") -> TipStep:
    return TipStep(at, "pass_on", {"recipient": recipient, "document_number": number, "note": note})


def helped(at: str, note: str) -> TipStep:
    return TipStep(at, "resolve", {"outcome": "helped", "note": note})


def unfounded(at: str, note: str) -> TipStep:
    return TipStep(at, "resolve", {"outcome": "unfounded", "note": note})


def noted(at: str, note: str) -> TipStep:
    return TipStep(at, "resolve", {"outcome": "noted", "note": note})


def answered(at: str, note: str) -> TipStep:
    return TipStep(at, "answer", {"note": note})

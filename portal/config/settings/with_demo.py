"""What the demo adds to the settings of an installation: its app, addresses, clock and templates.

Imported by the settings of the demo and of the test suite, never by those of a real installation.
"""

from .base import INSTALLED_APPS, MIDDLEWARE, ROOT, TEMPLATES

_DEMO = "portal.config.demo"
_ACTOR = "portal.accounts.middleware.ActorMiddleware"

INSTALLED_APPS = [*INSTALLED_APPS, _DEMO]
ROOT_URLCONF = f"{_DEMO}.root_urls"
MIDDLEWARE = [
    name
    for each in MIDDLEWARE
    for name in ([f"{_DEMO}.middleware.StoryClockMiddleware", each] if each == _ACTOR else [each])
]
TEMPLATES = [
    TEMPLATES[0]
    | {
        # The demo's templates extend those of the same name.
        "DIRS": [ROOT / "portal" / "config" / "demo" / "templates", *TEMPLATES[0]["DIRS"]],
        "OPTIONS": TEMPLATES[0]["OPTIONS"]
        | {
            "context_processors": [
                *TEMPLATES[0]["OPTIONS"]["context_processors"],
                f"{_DEMO}.context.session_story",
            ]
        },
    }
]

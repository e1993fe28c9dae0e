"""`make pictures`: the pictures of the guide, taken from a freshly seeded demo, so that they show what there is.

Needs what the browser journeys need (a Chromium) and pdftoppm (poppler-utils) for the pages of the paper. With names
of scenes (`python docs/pictures.py cards amendments`) only those are taken anew.
"""

import sys

from scenes import amendments, around, cards, daily, imports, oversight, people, reform, signing_in, units
from scenes.camera import OUT, studio

# In this order: access from outside is taken after the day on which its unit reads of it, the reform changes the map at last.
SCENES = {
    "signing-in": signing_in,
    "daily": daily,
    "around": around,
    "units": units,
    "people": people,
    "cards": cards,
    "oversight": oversight,
    "amendments": amendments,
    "imports": imports,
    "reform": reform,
}


def main(wanted: list[str]) -> None:
    OUT.mkdir(exist_ok=True)
    if not wanted:
        for old in OUT.glob("*.png"):
            old.unlink()
    with studio() as running:
        for name, scene in SCENES.items():
            if not wanted or name in wanted:
                scene.take(running)


if __name__ == "__main__":
    main(sys.argv[1:])

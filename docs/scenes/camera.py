"""The portal, people at browsers, and a camera that makes light pictures."""

import base64
import os
import re
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

OUT = Path(__file__).parents[1] / "pictures"
HEAVIEST = 150_000  # bytes a picture may weigh, so that the repository stays light
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
# For pages that are one card on an empty ground.
HALF = {"width": 640, "height": 800}

# A picture's 256 most frequent colours, and each pixel as the nearest of them. The browser has the pixels at hand.
FEW_COLOURS = """async (source) => {
  const image = await createImageBitmap(await (await fetch(source)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height), pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const dots = new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer);
  const seen = new Map();
  for (const dot of dots) seen.set(dot, (seen.get(dot) || 0) + 1);
  const parts = (dot) => [dot & 255, (dot >> 8) & 255, (dot >> 16) & 255];
  const palette = [...seen].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([dot]) => parts(dot));
  const nearest = new Map();
  for (const dot of seen.keys()) {
    const [r, g, b] = parts(dot);
    let best = 0, least = Infinity;
    palette.forEach(([x, y, z], index) => {
      const far = (r - x) ** 2 + (g - y) ** 2 + (b - z) ** 2;
      if (far < least) { least = far; best = index; }
    });
    nearest.set(dot, best);
  }
  let indexes = "";
  for (const dot of dots) indexes += String.fromCharCode(nearest.get(dot));
  return { width: image.width, height: image.height, palette: palette.flat(), indexes: btoa(indexes) };
}"""


class Visitor:
    """Someone at a PC or a phone, with a camera; by name a persona of the demo."""

    def __init__(self, page, studio: "Studio", name: str):
        self.page, self.studio = page, studio
        if name:
            self.go("/dung-thu/")
            page.locator(f'form:has(input[value="{name}"]) button').first.click()
            page.wait_for_load_state()

    def go(self, path: str) -> None:
        self.page.goto(self.studio.url + path if path.startswith("/") else path, wait_until="networkidle")

    def follow(self, name: str, role: str = "link") -> None:
        self.page.get_by_role(role, name=re.compile(name.replace("/", r"\/"))).first.click()
        self.page.wait_for_load_state("networkidle")

    def press(self, name: str) -> None:
        self.follow(f"^{name}$", "button")

    def tap(self, label: str) -> None:
        self.page.get_by_text(label, exact=True).first.click()

    def open(self, summary: str) -> None:
        """Unfold what is behind a line with a triangle."""
        self.page.locator("summary", has_text=summary).first.click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(re.compile(label)).fill(text)

    def pick(self, question: str, answer: str) -> None:
        """Choose an answer of a question that has buttons."""
        group = self.page.get_by_role("group", name=re.compile(question))
        group.get_by_role("radio", name=re.compile(answer)).check()

    def take(self, name: str, *, at: str = "", tall: int = 0) -> None:
        """A picture of what is on screen; `at` scrolls to a text or a class first, `tall` gives the window that height."""
        size = self.page.viewport_size
        if tall:
            self.page.set_viewport_size({"width": size["width"], "height": tall})
        self.page.evaluate("scrollTo({ top: 0, behavior: 'instant' }); document.activeElement.blur()")
        if at:
            found = self.page.locator(at) if at.startswith(".") else self.page.get_by_text(at)
            found.first.evaluate(
                "element => scrollBy({ top: element.getBoundingClientRect().top - 24, behavior: 'instant' })"
            )
        self.studio.develop(name, self.page.screenshot())
        self.page.set_viewport_size(size)


class Studio:
    """A freshly seeded portal with everyone who visits it."""

    def __init__(self, portal, folder: Path, browser):
        self.portal, self.folder, self.url = portal, folder, portal.url
        self._browser, self._darkroom = browser, browser.new_page()

    def visitor(self, name: str, size: dict) -> Visitor:
        context = self._browser.new_context(viewport=size, locale="vi-VN", device_scale_factor=1)
        context.set_default_timeout(20_000)
        return Visitor(context.new_page(), self, name)

    def manage(self, *arguments: str) -> None:
        """What the administrator of the machine does in the shell."""
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(command, cwd=OUT.parents[1], env=self.portal.env, check=True, capture_output=True)

    def develop(self, name: str, shot: bytes) -> None:
        source = "data:image/png;base64," + base64.b64encode(shot).decode()
        _keep(name, self._darkroom.evaluate(FEW_COLOURS, source))


@contextmanager
def studio() -> Iterator[Studio]:
    """A demo on SQLite in a folder of its own, started as the journeys start theirs, and a browser."""
    with TemporaryDirectory() as folder, _portal(Path(folder)) as portal, _browser() as browser:
        yield Studio(portal, Path(folder), browser)


@contextmanager
def _portal(folder: Path) -> Iterator:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.test",
        "DATABASE_URL": f"sqlite:///{folder / 'unused.sqlite3'}",
        "REDIS_URL": "",
    }
    sys.path.insert(0, str(OUT.parents[1]))
    from tests.journeys.conftest import Portal

    portal = Portal(folder)
    try:
        portal.start()
        yield portal
    finally:
        portal.stop()


@contextmanager
def _browser() -> Iterator:
    from playwright.sync_api import sync_playwright

    from tests.surroundings import chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-gpu", "--lang=vi-VN", "--hide-scrollbars"],
            env=os.environ | {"LANGUAGE": "vi_VN", "LANG": "vi_VN.UTF-8"},
        )
        yield browser
        browser.close()


def _keep(name: str, few: dict) -> None:
    """Write a picture of at most 256 colours as a PNG: a third of what the camera makes."""
    indexes, width = base64.b64decode(few["indexes"]), few["width"]
    rows = b"".join(b"\0" + indexes[at : at + width] for at in range(0, len(indexes), width))
    size = struct.pack(">IIBBBBB", width, few["height"], 8, 3, 0, 0, 0)
    parts = [
        (b"IHDR", size),
        (b"PLTE", bytes(few["palette"])),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    ]
    png = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    if len(png) > HEAVIEST:
        raise SystemExit(f"{name} weighs {len(png)} bytes: crop it")
    (OUT / f"{name}.png").write_bytes(png)

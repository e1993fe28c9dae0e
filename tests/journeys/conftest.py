"""The portal as people meet it: a real server over a freshly seeded database, a real browser.

The server is its own process (with a real Celery worker beside it on PostgreSQL), so nothing of a journey is
played by the test process.
"""

import base64
import fcntl
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.surroundings import chromium, on_postgresql

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent

expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items):
    for item in items:
        if "journeys" in str(item.path):
            if not item.get_closest_marker("webkit"):
                item.add_marker(pytest.mark.browser)


class Portal:
    """A running portal: its address and the processes behind it."""

    def __init__(self, folder: Path, shared: Path):
        """`folder` is its own; what the first portal of a test run seeded is kept in `shared` for the others."""
        self.folder, self.shared = folder, shared
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes: list[subprocess.Popen] = []
        self.database = ""
        self.env = os.environ | {
            "DJANGO_SETTINGS_MODULE": "portal.config.settings.demo",
            "SECRET_KEY": "journeys",
            "AUDIT_KEY": "journeys",
            # The same in each process: what one seeded is sealed with it.
            "SEAL_KEYS": base64.urlsafe_b64encode(b"journeys" * 4).decode(),
            "DATABASE_URL": f"sqlite:///{folder / 'portal.sqlite3'}",
            "REDIS_URL": "",
        }
        if on_postgresql():
            self._own_database()

    def _own_database(self) -> None:
        """A database and a Redis number of the journeys' own, so that no other worker drains their jobs."""
        import psycopg

        base = settings.DATABASES["default"]
        self.database = f"binh_yen_journeys_{os.getpid()}"
        self._server = {
            "host": base["HOST"] or "127.0.0.1",
            "port": base["PORT"] or 5432,
            "user": base["USER"] or "postgres",
            "password": base["PASSWORD"] or None,
        }
        with psycopg.connect(dbname="postgres", autocommit=True, **self._server) as admin:
            admin.execute(f'DROP DATABASE IF EXISTS "{self.database}"')
            admin.execute(f'CREATE DATABASE "{self.database}"')
        who = self._server["user"] + (f":{self._server['password']}" if self._server["password"] else "")
        self.env["DATABASE_URL"] = (
            f"postgres://{who}@{self._server['host']}:{self._server['port']}/{self.database}"
        )
        if settings.REDIS_URL:
            number = 9 + int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0) % 7
            self.env["REDIS_URL"] = re.sub(r"/\d+$", "", settings.REDIS_URL) + f"/{number}"

    def start(self) -> None:
        with locked(self.shared / "lock"):
            self._seed()
        self._run(
            "gunicorn",
            "portal.config.wsgi",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--no-control-socket",
            "--threads",
            "4",
            "--log-level",
            "error",
        )
        if self.env["REDIS_URL"]:
            # With beat, as in life: a wake-up that was lost costs twenty seconds, not the work.
            self._run(
                *(
                    "celery",
                    "-A",
                    "portal.config.celery",
                    "worker",
                    "--loglevel",
                    "ERROR",
                    "--concurrency",
                    "1",
                ),
                *("--beat", "--schedule", str(self.folder / "beat")),
            )
        for _try in range(100):
            try:
                urllib.request.urlopen(f"{self.url}/tai-khoan/vao/", timeout=2)
                return
            except OSError:
                time.sleep(0.2)
        raise RuntimeError("the portal did not start")

    def _seed(self) -> None:
        """Migrate and seed, or take what another process of this run has seeded: it costs a minute."""
        seeded = self.shared / "seeded"
        if seeded.exists():
            self._copy(seeded)
            return
        self._manage("migrate", "--verbosity", "0")
        self._manage("seed_demo")
        if not self.database:
            shutil.copyfile(self.folder / "portal.sqlite3", seeded)
        elif shutil.which("pg_dump"):
            part = self.shared / "part"
            self._postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={part}", self.database)
            part.rename(seeded)

    def _copy(self, seeded: Path) -> None:
        if self.database:
            self._postgresql(
                "pg_restore", "--no-owner", "--exit-on-error", f"--dbname={self.database}", str(seeded)
            )
        else:
            shutil.copyfile(seeded, self.folder / "portal.sqlite3")

    def _postgresql(self, program: str, *arguments: str) -> None:
        server = {
            "PGHOST": self._server["host"],
            "PGPORT": self._server["port"],
            "PGUSER": self._server["user"],
        }
        env = os.environ | {name: str(value) for name, value in server.items()}
        if self._server["password"]:
            env["PGPASSWORD"] = self._server["password"]
        subprocess.run([program, *arguments], env=env, check=True, capture_output=True)

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=20)
        if self.database:
            import psycopg

            with psycopg.connect(dbname="postgres", autocommit=True, **self._server) as admin:
                admin.execute(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def _manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.env, check=True, capture_output=True
        )

    def _run(self, program: str, *arguments: str) -> None:
        log = (self.folder / f"{program}.log").open("w")
        self.processes.append(
            subprocess.Popen([BIN / program, *arguments], cwd=ROOT, env=self.env, stdout=log, stderr=log)
        )


@pytest.fixture(scope="session")
def portal(tmp_path_factory) -> Iterator[Portal]:
    """A seeded portal for the whole session: journeys go on from each other's world, as people do."""
    own = tmp_path_factory.mktemp("portal")
    # Of xdist's processes each has a folder in one that they share; a single process shares with nobody.
    parallel = "PYTEST_XDIST_WORKER" in os.environ
    running = Portal(own, tmp_path_factory.getbasetemp().parent if parallel else own)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Only one process at a time goes on."""
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@contextmanager
def served(env: dict[str, str]) -> Iterator[str]:
    """Serve a portal's database once more, with settings of its own; the address."""
    port = _free_port()
    command = [BIN / "gunicorn", "portal.config.wsgi", "--bind", f"127.0.0.1:{port}", "--no-control-socket"]
    server = subprocess.Popen([*command, "--threads", "4", "--log-level", "error"], cwd=ROOT, env=env)
    try:
        for _try in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/tai-khoan/vao/", timeout=2)
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium(),
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
        )
        yield launched
        launched.close()


# What is tapped by itself, but less than 44 px high or wide by where a tap hits it. Links inside running
# sentences are left out, as in WCAG 2.5.8.
_TARGETS = """() => {
  const least = 44, found = [];
  const shown = (it) => it.checkVisibility({visibilityProperty: true}) && !it.closest(".visually-hidden, .skip-link");
  const block = (it) => { while (getComputedStyle(it).display === "inline") it = it.parentElement; return it; };
  const rest = (it) => {
    const words = block(it.parentElement).cloneNode(true);
    words.querySelectorAll("a, button, svg, .visually-hidden").forEach((part) => part.remove());
    return words.textContent.replace(/[\\s·,.;:/]+/g, "");
  };
  for (const it of document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden])")) {
    const own = it.matches("[type=checkbox], [type=radio]") && it.labels[0];
    if (!shown(it) || (own && !shown(own))) continue;
    if (it.matches("a") && getComputedStyle(it).display === "inline" && rest(it)) continue;
    const boxes = [it, ...(it.labels || [])].filter(shown).map((part) => part.getBoundingClientRect());
    if (boxes.some((box) => box.height >= least - 0.5 && box.width >= least - 0.5)) continue;
    it.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
    const box = it.getBoundingClientRect();
    const x = box.left + Math.min(box.width, innerWidth - box.left) / 2, y = box.top + box.height / 2;
    const hits = (right, down) => {
      const hit = document.elementFromPoint(x + right, y + down);
      return hit && (it.contains(hit) || [...(it.labels || [])].some((label) => label.contains(hit)));
    };
    const reach = (right, down) => {
      let far = 0;
      while (far < least && hits(right * (far + 1), down * (far + 1))) far += 1;
      return far;
    };
    if (reach(0, -1) + reach(0, 1) + 2 < least || reach(-1, 0) + reach(1, 0) + 2 < least)
      found.push(`${it.tagName} "${it.textContent.trim().slice(0, 40)}" is ${box.width | 0} x ${box.height | 0} px`);
  }
  scrollTo({top: 0, behavior: "instant"});
  return found;
}"""

# An icon that sticks to the word after it.
_ICONS = """() => [...document.querySelectorAll("svg.icon")].filter((icon) => {
  const next = icon.nextSibling, words = next && next.textContent;
  if (!words || !words.trim() || /^\\s/.test(words) || !icon.checkVisibility()) return false;
  if (getComputedStyle(icon).position === "absolute") return false;
  const around = getComputedStyle(icon.parentElement);
  const apart = /flex|grid/.test(around.display) ? parseFloat(around.columnGap) || 0 : 0;
  return apart + parseFloat(getComputedStyle(icon).marginRight) < 2;
}).map((icon) => `an icon sticks to ".${icon.parentElement.className} ${icon.parentElement.textContent.trim().slice(0, 40)}"`)"""


class Visitor:
    """Someone at a browser: a persona of the demo, at a phone or a PC."""

    def __init__(self, page: Page, portal: Portal):
        self.page = page
        self.url = portal.url
        self.violations: list[str] = []

    def enter_as(self, name: str) -> None:
        """Sign in by one click on the page of personas."""
        self.page.goto(f"{self.url}/dung-thu/")
        self.page.locator(f'form:has(input[value="{name}"]) button, button[value="{name}"]').first.click()
        self.page.wait_for_load_state()

    def go(self, path: str) -> int:
        """Open an address by hand; the status."""
        return self.page.goto(self.url + path).status

    def check_page(self) -> None:
        """Every page visited is checked: WCAG 2.2 AA by axe, and no sideways scrolling."""
        self.page.wait_for_load_state()
        found = Axe().run(
            self.page,
            options={
                "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
                # Beside the standard: regions of one name cannot be distinguished in a list of them.
                "rules": {"landmark-unique": {"enabled": True}},
                # What passed is not described, which halves the time.
                "resultTypes": ["violations"],
            },
        )
        for violation in found.response["violations"]:
            nodes = [node["target"] for node in violation["nodes"]]
            self.violations.append(f"{self.page.url}: {violation['id']} {nodes}")
        self.violations += [f"{self.page.url}: {what}" for what in self.page.evaluate(_ICONS)]
        if self.page.viewport_size["width"] < 640:
            self.violations += [f"{self.page.url}: {what}" for what in self.page.evaluate(_TARGETS)]
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        if wide:
            self.violations.append(f"{self.page.url}: scrolls sideways at {self.page.viewport_size}")

    def finds_nothing_wrong(self) -> None:
        assert self.violations == [], "\n".join(self.violations)


@pytest.fixture
def person(portal, browser):
    """Make persons: `person("desk")`, `person("phone")`, `person("phone", javascript=False)`."""
    opened = []

    def make(where: str, *, javascript: bool = True) -> Visitor:
        size = {"width": 360, "height": 740} if where == "phone" else {"width": 1440, "height": 900}
        context = browser.new_context(viewport=size, locale="vi-VN", java_script_enabled=javascript)
        context.set_default_timeout(15_000)
        opened.append(context)
        return Visitor(context.new_page(), portal)

    yield make
    for context in opened:
        context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

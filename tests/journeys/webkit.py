"""A real WebKit, as in phones' in-app views: WebKitGTK by its own driver, on an X server that nobody sees."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from selenium.webdriver import WebKitGTK
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.surroundings import webkit


@contextmanager
def unseen_display() -> Iterator[str]:
    """Run an X server on a free number; its name for DISPLAY."""
    _driver, _browser, server = webkit()
    read, write = os.pipe()
    command = [server, "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    running = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        running.terminate()
        running.wait(timeout=20)


@contextmanager
def started(*, width: int = 1280, height: int = 800) -> Iterator[WebKitGTK]:
    """Start WebKit with a window of a size."""
    driver, browser, _server = webkit()
    with unseen_display() as display:
        options = Options()
        options.binary_location = browser
        options.add_argument("--automation")
        # Software drawing only: a machine for tests has no graphics card.
        environment = os.environ | {"DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1", "LANG": "en_US.UTF-8"}
        environment.pop("WAYLAND_DISPLAY", None)
        opened = WebKitGTK(options=options, service=Service(driver, env=environment))
        try:
            opened.set_window_size(width, height)
            yield opened
        finally:
            opened.quit()

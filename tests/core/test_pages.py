"""What every page loads holds in every engine: no storage but through store.js, no native date control, valid HTML."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((ROOT / "static/js").glob("*.js"))
TEMPLATES = sorted(path for each in settings.TEMPLATES[0]["DIRS"] for path in each.rglob("*.html"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_live_without_storage(script):
    """Views inside other apps have no localStorage, refuse it, or have it full: store.js handles all of them."""
    asks = re.search(r"localStorage|sessionStorage|indexedDB", script.read_text())
    assert bool(asks) is (script.name == "store.js")


def test_days_are_typed_and_never_by_the_native_control_alone():
    native = re.compile(r'<input[^>]+type="(date|datetime-local|month|time)"')
    assert [str(path) for path in TEMPLATES if native.search(path.read_text())] == []


def test_htmx_attributes_are_html():
    assert [str(path) for path in TEMPLATES if re.search(r"\shx-[a-z]", path.read_text())] == []


def test_the_web_app_manifest_names_icons_that_are_there():
    manifest = json.loads((ROOT / "static/manifest.webmanifest").read_text())
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert "maskable" in {icon["purpose"] for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        assert (ROOT / "static" / icon["src"]).is_file()


@pytest.mark.django_db
def test_every_page_tells_browsers_what_it_is(client):
    page = client.get("/tai-khoan/vao/").content.decode()
    assert "viewport-fit=cover" in page
    assert '<meta name="description"' in page
    assert 'rel="manifest"' in page
    for script in ("store", "drafts", "reveal", "calendar"):
        assert f"js/{script}.js" in page

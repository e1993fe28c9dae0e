"""Stored files: bytes first and then the row, read back as they were, swept when nothing refers to them."""

import hashlib
import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from django.test import override_settings

from portal.core import clock
from portal.core.files import incoming, names, sweeping
from portal.core.files.kinds import Kind, paper_kinds
from portal.core.files.limits import FileRefused
from portal.core.files.services import FileNotWhole, download, look, open_bytes, proposals, remove, store
from portal.core.models import FileArea, StoredFile
from tests.core.papers import docx, jpeg, png, report_pdf, upload, written_pdf
from tests.core.test_killed_worker import database_url, start  # noqa: F401  fixtures
from tests.factories import people
from tests.factories.units import SYSTEM

ROOT = Path(__file__).parents[2]
PDF = written_pdf()


@pytest.fixture
def kept(tmp_path):
    """A store on the disk that is this test's alone."""
    place = tmp_path / "files"
    options = {"location": str(place), "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    backend = {"BACKEND": "portal.core.files.storage.DiskStorage", "OPTIONS": options}
    from django.conf import settings

    with override_settings(STORAGES=settings.STORAGES | {"files": backend}):
        yield place


def files_in(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def stored(data=PDF, name="ke-hoach.pdf", by=SYSTEM):
    return store(by=by, upload=upload(data, name), kinds=paper_kinds())


# --- store and read -------------------------------------------------------------------------------
def test_a_file_is_kept_as_it_was_sent_with_who_and_when(country, kept):
    officer = people.officer(country.commune)
    file = stored(PDF, "Kế hoạch số 68.PDF", by=officer)
    file.refresh_from_db()
    assert (file.name, file.content_type, file.size) == ("Kế hoạch số 68.PDF", "application/pdf", len(PDF))
    assert file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert (file.stored_by, file.stored_at) == (officer.user, clock.now())
    assert open_bytes(file) == PDF
    (place,) = files_in(kept)
    assert place == kept / file.key
    assert (place.stat().st_mode & 0o777, place.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert "Kế" not in file.key


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "application/pdf"),
        (docx("Chữ"), Kind.DOCX.content_type),
        (png(), "image/png"),
        (jpeg(), "image/jpeg"),
    ],
    ids=["pdf", "docx", "png", "jpeg"],
)
def test_the_kind_is_told_by_the_content_whatever_the_name_says(db, data, kind):
    file = stored(data, "virus.exe")
    assert file.content_type == kind
    assert file.name.startswith("virus.exe.")
    assert open_bytes(file) == data


def test_the_same_content_twice_is_two_files(country, kept):
    first, second = stored(by=people.officer(country.commune)), stored(by=people.officer(country.commune))
    assert first.sha256 == second.sha256
    assert len({first.key, second.key}) == len(files_in(kept)) == 2
    remove(first)
    assert open_bytes(second) == PDF


def test_a_download_is_saved_and_never_shown(db):
    response = download(stored(PDF, "Kế hoạch.pdf"))
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (response["Content-Type"], response.content) == ("application/pdf", PDF)


def test_bytes_that_changed_or_are_gone_are_not_given_out(db, kept):
    changed, gone = stored(), stored()
    (kept / changed.key).write_bytes(PDF[:-1] + b"\r")
    (kept / gone.key).unlink()
    for file in (changed, gone):
        with pytest.raises(FileNotWhole, match="không còn nguyên vẹn"):
            open_bytes(file)


def test_a_removed_file_opens_no_more(db):
    file = stored()
    remove(file)
    with pytest.raises(FileNotWhole):
        open_bytes(file)


def test_an_upload_may_be_looked_at_and_stored_afterwards(db):
    sent = upload(report_pdf())
    assert proposals(sent).written == "05/BC-BCĐ"
    assert not StoredFile.objects.exists()
    assert open_bytes(store(by=SYSTEM, upload=sent, kinds=[Kind.PDF])).startswith(b"%PDF")


def test_what_was_looked_at_once_is_not_read_again(db, monkeypatch):
    looked = look(upload(report_pdf()), paper_kinds())
    monkeypatch.setattr(incoming, "WORKER", "gone")
    assert proposals(looked).written == "05/BC-BCĐ"
    assert open_bytes(store(by=SYSTEM, upload=looked, kinds=[Kind.PDF])) == looked.data
    with pytest.raises(FileRefused, match="Chỉ nhận"):
        store(by=SYSTEM, upload=looked, kinds=[Kind.PNG])


def test_only_the_kinds_asked_for_are_taken(db):
    with pytest.raises(FileRefused, match=r"Chỉ nhận: ảnh JPEG, ảnh PNG\."):
        store(by=SYSTEM, upload=upload(PDF), kinds=[Kind.JPEG, Kind.PNG])
    with (
        override_settings(PAPER_KINDS=["docx"]),
        pytest.raises(FileRefused, match=r"Chỉ nhận: Word \(\.docx\)\."),
    ):
        stored()


@pytest.mark.parametrize(
    ("sent", "kept_as"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\a\\Kế hoạch.pdf", "Kế hoạch.pdf"),
        ("..", "tệp.pdf"),
        ("", "tệp.pdf"),
        (".pdf", "tệp.pdf"),
        ("a\u202efdp.exe", "afdp.exe.pdf"),
        ('a<b>:"c|?*.pdf', "a b c.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("Ke\u0302\u0301 hoạch.Pdf", "Kế hoạch.Pdf"),
        ("x" * 300 + ".pdf", "x" * 110 + ".pdf"),
    ],
)
def test_a_name_is_cleaned(sent, kept_as):
    assert names.cleaned(sent, Kind.PDF) == kept_as


# --- what dies between ----------------------------------------------------------------------------
def older(storage, keys, monkeypatch, **ago):
    """As if the bytes under these keys had been written so long ago."""
    then = clock.machine_now() - timedelta(**ago)
    real = type(storage).get_modified_time
    monkeypatch.setattr(
        type(storage), "get_modified_time", lambda self, key: then if key in keys else real(self, key)
    )


def test_a_rolled_back_row_leaves_bytes_that_are_swept_after_a_day(db, kept, monkeypatch):
    whole = stored()
    with transaction.atomic():
        lost = stored()
        transaction.set_rollback(True)
    assert list(StoredFile.objects.values_list("key", flat=True)) == [whole.key]

    storage = storages["files"]
    older(storage, {lost.key, whole.key}, monkeypatch, hours=23, minutes=59)
    sweeping.sweep()
    assert len(files_in(kept)) == 2
    older(storage, {lost.key, whole.key}, monkeypatch, days=1, seconds=1)
    for _again in range(2):
        sweeping.sweep()
        assert files_in(kept) == [kept / whole.key]
    assert open_bytes(whole) == PDF


def test_a_removed_file_is_swept_a_day_later(db, kept, monkeypatch):
    file = stored()
    older(storages["files"], {file.key}, monkeypatch, days=400)
    remove(file)
    sweeping.sweep()
    assert files_in(kept) == [kept / file.key]
    StoredFile.objects.update(removed_at=clock.machine_now() - timedelta(days=1, seconds=1))
    sweeping.sweep()
    assert (files_in(kept), StoredFile.objects.count()) == ([], 0)


def test_removing_again_does_not_put_it_off(db):
    file = stored()
    remove(file)
    first = file.removed_at
    remove(file)
    assert file.removed_at == first


def test_what_another_database_keeps_in_the_same_store_is_never_swept(db, kept, monkeypatch):
    stored()
    storage = storages["files"]
    foreign = storage.save("another/2019-12/file", ContentFile(b"of another portal"))
    older(storage, {foreign}, monkeypatch, days=400)
    sweeping.sweep()
    assert (kept / foreign).exists()


def test_a_portal_that_never_stored_anything_sweeps_nothing(db, kept):
    sweeping.sweep()
    assert not FileArea.objects.exists()
    FileArea.objects.create()
    sweeping.sweep()
    assert not kept.exists()


def test_sweeping_is_asked_for_by_itself(db):
    from portal.core import manifests

    assert manifests.by_key("jobs")["files.sweep"].every == timedelta(hours=6)


STORE_AND_DIE = """
import sys
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from portal.core.files import services
from portal.core.files.kinds import Kind
from portal.core.models import FileArea, StoredFile
from tests.factories.units import SYSTEM
FileArea.objects.get_or_create()
def kept(**row):
    print(row["key"], flush=True)
    time.sleep(60)
StoredFile.objects.create = kept
with transaction.atomic():
    services.store(by=SYSTEM, upload=SimpleUploadedFile("a.pdf", open(sys.argv[1], "rb").read()), kinds=[Kind.PDF])
"""
COUNT_AND_SWEEP = """
from portal.core.files import sweeping
from portal.core.files.storage import kept_files
from portal.core.models import StoredFile
print(StoredFile.objects.count(), flush=True)
sweeping.sweep()
"""


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_process_killed_between_bytes_and_row_leaves_no_row_and_what_is_swept(start, tmp_path, monkeypatch):  # noqa: F811
    place = tmp_path / "files"
    monkeypatch.setenv("FILES_URL", place.as_uri())
    (tmp_path / "a.pdf").write_bytes(PDF)
    victim = start(STORE_AND_DIE, tmp_path / "a.pdf")
    key = victim.stdout.readline().strip()
    victim.send_signal(signal.SIGKILL)
    assert victim.wait(10) == -signal.SIGKILL
    assert (place / key).read_bytes() == PDF

    assert start(COUNT_AND_SWEEP).communicate(timeout=60)[0].split() == ["0"]
    assert (place / key).exists()
    yesterday = clock.machine_now().timestamp() - 25 * 60 * 60
    os.utime(place / key, (yesterday, yesterday))
    assert start(COUNT_AND_SWEEP).communicate(timeout=60)[0].split() == ["0"]
    assert not (place / key).exists()


def test_a_store_that_does_not_answer_is_told_and_leaves_no_row(db, monkeypatch):
    class Away(Exception):
        """As the libraries of stores have their own."""

    def breaks(*_arguments):
        raise Away("s3://key:secret@host")

    file = stored()
    monkeypatch.setattr(type(storages["files"]), "save", breaks)
    monkeypatch.setattr(type(storages["files"]), "open", breaks)
    with pytest.raises(FileRefused, match="không trả lời"):
        stored()
    with pytest.raises(Exception, match="không trả lời"):
        open_bytes(file)
    assert StoredFile.objects.count() == 1


# --- where files are kept -------------------------------------------------------------------------
ASKS = """
import django; django.setup()
from django.core.files.storage import storages
store = storages["files"]
print(type(store).__name__, getattr(store, "location", ""), getattr(store, "bucket_name", ""))
"""


def asked(**surroundings):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.config.settings.demo"} | surroundings
    done = subprocess.run(
        [sys.executable, "-c", ASKS], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_one_setting_says_where_files_are_kept():
    assert asked(FILES_URL="") == f"DiskStorage {ROOT / 'var' / 'files'}"
    assert asked(FILES_URL="file:///srv/t%E1%BB%87p") == "DiskStorage /srv/tệp"
    assert asked(FILES_URL="s3://key:se%2Fcret@store.example.vn/papers?region=hn") == "S3Storage  papers"


@pytest.mark.parametrize(
    "url", ["/srv/files", "file://srv/files", "s3://host/bucket", "s3://k:geheim@host", "ftp://a:b@c/d"]
)
def test_an_address_of_no_store_is_told_without_its_secret(url):
    told = asked(FILES_URL=url)
    assert "FILES_URL is file:///FOLDER or s3://KEY:SECRET@HOST/BUCKET" in told
    assert "geheim" not in told


def test_no_test_run_stores_anything_in_the_store_of_the_settings():
    assert type(storages["files"]).__name__ == "InMemoryStorage"

"""Backup and restore: every table counted, the audit verified after; an incomplete backup never passes as complete."""

import errno
import json
import os
import sqlite3
import subprocess
import sys
from collections import namedtuple
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from portal.core import jobs
from portal.core.audit.sealing import seal_settled
from portal.core.backup import engines, services
from portal.core.backup.engines import Postgresql, Sqlite, engine
from portal.core.backup.files import restore_files
from portal.core.backup.manifest import (
    NAME,
    BackupManifest,
    Unusable,
    fingerprint_of_file,
    installed_migrations,
    key_fingerprints,
)
from portal.core.files.kinds import paper_kinds
from portal.core.files.services import open_bytes, remove, store
from portal.core.models import AuditHead, FileArea
from reports.services import issue_report
from tests.core.papers import docx, upload
from tests.factories import people, rows
from tests.factories.units import SYSTEM
from tests.surroundings import on_postgresql

ROOT = Path(__file__).parents[2]


def made(command, *words):
    out = StringIO()
    call_command(command, *words, stdout=out, no_color=True)
    return out.getvalue()


# --- the rehearsal ------------------------------------------------------------------------------
@pytest.fixture
def empty(tmp_path):
    """The address of a new database, and how to query it."""
    if not on_postgresql():
        file = tmp_path / "restored.sqlite3"

        def ask(sql):
            with sqlite3.connect(file) as restored:
                return restored.execute(sql).fetchall()

        yield f"sqlite:///{file}", ask
        return
    import psycopg

    known = connection.settings_dict
    where = {"host": known["HOST"], "port": known["PORT"] or 5432, "user": known["USER"]}
    name = known["NAME"] + "_restored"
    password = {"password": known["PASSWORD"]} if known["PASSWORD"] else {}

    @contextmanager
    def connected(name):
        with psycopg.connect(**where, **password, dbname=name, autocommit=True) as server:
            yield server

    def ask(sql):
        with connected(name) as restored:
            done = restored.execute(sql)
            return done.fetchall() if done.description else []

    with connected("postgres") as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}"')
        server.execute(f'CREATE DATABASE "{name}"')
        secret = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
        yield f"postgres://{where['user']}{secret}@{where['host']}:{where['port']}/{name}", ask
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def manage(database_url, *words, **more):
    """A command of the portal in a process of its own, on another database, with the same keys."""
    given = {
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "portal.config.settings.demo",
        "ENV_FILE": os.devnull,
        "SECRET_KEY": settings.SECRET_KEY,
        "AUDIT_KEY": settings.AUDIT_KEY,
        "SEAL_KEYS": ",".join(settings.SEAL_KEYS),
    }
    command = [sys.executable, "manage.py", *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env=os.environ | given | more, capture_output=True, text=True, check=False
    )


def counted(ask):
    return {
        name: ask(f'SELECT count(*) FROM "{name}"')[0][0] for name in connection.introspection.table_names()
    }


def asked_here(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_is_backed_up_stands_in_an_empty_database_again(country, tmp_path, empty):
    officer = people.officer(country.commune)
    rows.tip(country.hamlet, by=officer, informant_name="Nguyễn Thị Lan", informant_phone="0912345678")
    report = rows.report(country.commune, by=officer)
    issue_report(by=officer, report=report, version=report.version)
    jobs.drain()
    seal_settled(settle=timedelta(seconds=-1))
    head = AuditHead.objects.get()
    before = counted(asked_here)
    assert before["tips_sealedinformant"] == before["reports_reportfile"] == 1

    place = tmp_path / "backup"
    told = made("backup", str(place))
    assert f"Niêm phong cuối của nhật ký: {head.number}:{head.hash}" in told
    manifest = json.loads((place / NAME).read_text())
    assert manifest["tables"] == before
    assert manifest["audit_head"] == f"{head.number}:{head.hash}"
    assert place.stat().st_mode & 0o077 == 0
    everything = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    for key in (settings.SECRET_KEY, settings.AUDIT_KEY, *settings.SEAL_KEYS):
        assert key.encode() not in everything

    address, ask = empty
    done = manage(address, "restore", place)
    assert done.returncode == 0, done.stderr
    assert "đếm lại khớp từng bảng" in done.stdout
    assert f"Nhật ký nguyên vẹn. Niêm phong cuối: {head.number}:{head.hash}" in done.stdout
    assert counted(ask) == before
    checked = manage(address, "verify_audit")
    assert checked.returncode == 0, checked.stdout
    assert "Nguyên vẹn: 1 niêm phong" in checked.stdout
    # The database goes on refusing what it refused.
    with pytest.raises(Exception, match="written once"):
        ask("DELETE FROM core_auditentry")
    again = manage(address, "restore", place)
    assert (again.returncode, "đã có bảng" in again.stderr) == (1, True)
    # The one row more is the check that verify_audit notes.
    assert counted(ask) == before | {"core_auditcheck": before["core_auditcheck"] + 1}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_backup_goes_nowhere_that_is_there_already(tmp_path):
    with pytest.raises(CommandError, match="đã có"):
        made("backup", str(tmp_path))
    with pytest.raises(CommandError, match="Không có thư mục"):
        made("backup", str(tmp_path / "a" / "b"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_backup_that_breaks_leaves_nothing(tmp_path, monkeypatch, code):
    def breaks(file):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(services.os, "fsync", breaks)
    with pytest.raises(CommandError, match=r"Ổ đĩa đầy|Không làm được"):
        made("backup", str(tmp_path / "backup"))
    assert list(tmp_path.iterdir()) == []


# --- uploaded files -------------------------------------------------------------------------------
def in_a_folder(place):
    """Settings by which uploaded files are kept in this folder."""
    backend = {"BACKEND": "portal.core.files.storage.DiskStorage", "OPTIONS": {"location": str(place)}}
    return override_settings(STORAGES=settings.STORAGES | {"files": backend})


def stored(name):
    return store(by=SYSTEM, upload=upload(docx(f"Nội dung của {name}"), f"{name}.docx"), kinds=paper_kinds())


def restored_with(address, place, kept):
    return manage(address, "restore", place, FILES_URL=kept.as_uri())


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_files_are_taken_along_and_stand_in_another_store_again(tmp_path, empty):
    place, again = tmp_path / "backup", tmp_path / "again"
    with in_a_folder(tmp_path / "kept"):
        file, removed = stored("a"), stored("b")
        data = open_bytes(file)
        remove(removed)
        (tmp_path / "kept" / "nobodys").write_bytes(b"no row")
        assert "1 tệp" in made("backup", str(place))
    told = BackupManifest.read(place).files
    assert {path for path in told if path.startswith("files/")} == {f"files/{file.key}"}
    assert told[f"files/{file.key}"] == {"size": file.size, "sha256": file.sha256}
    assert (place / "files" / file.key).read_bytes() == data

    address, ask = empty
    done = restored_with(address, place, again)
    assert done.returncode == 0, done.stderr
    assert [path for path in again.rglob("*") if path.is_file()] == [again / file.key]
    assert (again / file.key).read_bytes() == data
    assert ask("SELECT key, sha256 FROM core_storedfile WHERE removed_at IS NULL") == [
        (file.key, file.sha256)
    ]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_restored_portal_sweeps_nothing_of_the_one_it_was_copied_from(tmp_path, empty):
    with in_a_folder(tmp_path / "kept"):
        file = stored("a")
        made("backup", str(tmp_path / "backup"))
        later = stored("b")
        address, ask = empty
        done = restored_with(address, tmp_path / "backup", tmp_path / "kept")
    assert done.returncode == 0, done.stderr
    ((area,),) = ask("SELECT name FROM core_filearea")
    assert {file.key.split("/")[0], later.key.split("/")[0]} == {FileArea.objects.get().name}
    assert area != FileArea.objects.get().name


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_file_that_the_store_lost_is_told_by_the_backup_and_by_its_restoration(tmp_path, empty):
    place = tmp_path / "backup"
    with in_a_folder(tmp_path / "kept"):
        whole, gone, changed = stored("a"), stored("b"), stored("c")
        (tmp_path / "kept" / gone.key).unlink()
        (tmp_path / "kept" / changed.key).write_bytes(b"changed")
        with pytest.raises(
            CommandError, match=f"không còn nguyên 2 tệp .{gone.public_id}, {changed.public_id}"
        ):
            made("backup", str(place))
    assert {path for path in BackupManifest.read(place).files if "/" in path} == {f"files/{whole.key}"}
    address, ask = empty
    done = restored_with(address, place, tmp_path / "again")
    assert (done.returncode, "2 tệp đã thiếu từ khi sao lưu" in done.stderr) == (1, True)
    assert ask("SELECT count(*) FROM core_storedfile") == [(3,)]
    assert (tmp_path / "again" / whole.key).is_file()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_restoring_again_goes_on_and_mends_what_was_cut_off(tmp_path):
    place, again = tmp_path / "backup", tmp_path / "again"
    with in_a_folder(tmp_path / "kept"):
        files = [stored("a"), stored("b")]
        data = [open_bytes(file) for file in files]
        made("backup", str(place))
    manifest = BackupManifest.read(place)
    (again / files[0].key).parent.mkdir(parents=True)
    (again / files[0].key).write_bytes(data[0][:100])
    with in_a_folder(again):
        for _time in range(2):
            restore_files(place, manifest)
            assert [open_bytes(file) for file in files] == data


def test_no_file_of_a_backup_is_written_outside_the_store(tmp_path, db):
    place = tmp_path / "backup"
    place.mkdir()
    (place / "outside").write_bytes(b"x")
    named = BackupManifest("", "", [], {}, "", {}, {"files/../outside": {"size": 1, "sha256": ""}})
    with in_a_folder(tmp_path / "store" / "files"), pytest.raises(Unusable, match="ra ngoài kho tệp"):
        restore_files(place, named)
    assert list((tmp_path).rglob("outside")) == [place / "outside"]


# --- what is refused before anything is touched -------------------------------------------------
@pytest.fixture
def backup(tmp_path, db):
    """A folder that says it is a backup; its database file is never read here."""
    place = tmp_path / "backup"
    place.mkdir()
    file = place / engine().file
    file.write_bytes(b"rows")
    BackupManifest(
        made_at="2026-11-29T00:00:00+00:00",
        engine=engine().name,
        migrations=sorted(installed_migrations()),
        tables={},
        audit_head="",
        keys=key_fingerprints(),
        files={file.name: fingerprint_of_file(file)},
    ).write(place)
    return place


def refusal(place, **more):
    with pytest.raises(Unusable) as refused:
        services.restore(place, lambda line: None, **more)
    return str(refused.value)


def rewritten(place, **facts):
    """As the portal itself would have written another."""
    replace(BackupManifest.read(place), **facts).write(place)


def test_only_an_empty_database_is_filled(backup):
    assert "đã có bảng" in refusal(backup)


def test_a_folder_without_a_manifest_is_no_backup(tmp_path, db):
    assert "thiếu manifest.json" in refusal(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", '{"format": 1}', '{"format": 1, "mark": "x", "other": 1}', "\0", "[" * 100_000,
        '{"format": 1, "mark": "x", "engine": "\\ud800"}',
    ],
)  # fmt: skip
def test_a_manifest_that_cannot_be_read_is_damaged(backup, text):
    (backup / NAME).write_text(text)
    assert "bị hỏng" in refusal(backup)


_WRONG = {
    "made_at": [None, 5, "gestern", "2026-11-29T00:00:00", "9999-12-31T23:59:59+00:00"],
    "engine": [None, []],
    "migrations": [None, {}, "tips.0001_initial", [["tips"]]],
    "tables": [None, [], {"tips_tip": "5"}, {"tips_tip": None}, {"tips_tip": -1}, {"tips_tip": True}],
    "audit_head": [None, {}],
    "keys": [None, [], {}, {"audit": []}, {"audit": None, "seal": []}, {"audit": [], "seal": [{}]}],
    "files": [None, [], {"x": None}, {"x": {}}, {"x": {"size": "1", "sha256": ""}}, {"x": {"size": 1}}],
}


@pytest.mark.parametrize("keys_are_lost", [False, True])
@pytest.mark.parametrize(("name", "value"), [(name, value) for name in _WRONG for value in _WRONG[name]])
def test_no_entry_of_another_shape_is_used(backup, name, value, keys_are_lost):
    told = json.loads((backup / NAME).read_text()) | {name: value}
    (backup / NAME).write_text(json.dumps(told))
    assert "bị hỏng" in refusal(backup, keys_are_lost=keys_are_lost)


def test_no_entry_may_be_missing_or_more(backup):
    told = json.loads((backup / NAME).read_text())
    assert {*_WRONG, "format", "mark"} == told.keys()
    for name in told:
        (backup / NAME).write_text(json.dumps({key: told[key] for key in told if key != name}))
        assert "bị hỏng" in refusal(backup, keys_are_lost=True)
    (backup / NAME).write_text(json.dumps(told | {"more": 1}))
    assert "bị hỏng" in refusal(backup, keys_are_lost=True)


def test_without_the_keys_no_file_is_restored_that_the_manifest_does_not_name(backup):
    rewritten(backup, files={})
    assert "bị sửa" in refusal(backup, keys_are_lost=True)


def test_without_the_keys_neither_is_a_file_that_was_put_beside_the_others(backup):
    (backup / "files" / "a").mkdir(parents=True)
    assert "đã có bảng" in refusal(backup, keys_are_lost=True)
    (backup / "files" / "a" / "more.txt").write_text("x")
    assert "bị sửa" in refusal(backup, keys_are_lost=True)


@pytest.mark.parametrize("name", ["x" * 5000, "..", "a\0b", "files"])
def test_a_name_of_no_file_is_damaged(backup, name):
    rewritten(backup, files={name: {"size": 1, "sha256": ""}})
    assert "thiếu hoặc đã đổi" in refusal(backup, keys_are_lost=True)


def test_a_file_of_sqlite_without_the_portals_tables_is_damaged(tmp_path):
    file = tmp_path / "a ?#.sqlite3"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE other (id)")
    found = Sqlite().facts(file)
    assert found.counts() == {"other": 0}
    with pytest.raises(Unusable, match="bị hỏng"):
        found.audit_head()


def test_each_table_is_told_once(monkeypatch):
    """pg_dump names the tables of every schema; those of another one may bear the same names."""
    lines = [
        f'pg_dump: dumping contents of table "{schema}.{table}"\n'
        for schema in ("kept", "public")
        for table in ("tips_tip", "core_job")
    ]
    said = SimpleNamespace(stderr=lines, returncode=0)
    monkeypatch.setattr(engines.subprocess, "Popen", lambda *args, **options: nullcontext(said))
    told = []
    Postgresql()._run("pg_dump", progress=told.append, counts={"tips_tip": 3})
    assert told == ["  tips_tip (3)", "  core_job"]


def test_a_file_that_changed_or_is_gone_is_damaged(backup):
    (backup / engine().file).write_bytes(b"row5")
    assert "thiếu hoặc đã đổi" in refusal(backup)
    (backup / engine().file).unlink()
    assert "thiếu hoặc đã đổi" in refusal(backup)


def test_whoever_changes_file_and_manifest_without_the_key_is_found(backup):
    told = json.loads((backup / NAME).read_text())
    (backup / engine().file).write_bytes(b"forged")
    told["files"][engine().file] = fingerprint_of_file(backup / engine().file)
    (backup / NAME).write_text(json.dumps(told))
    assert "bị sửa" in refusal(backup)


def test_a_backup_of_a_newer_portal_waits_for_it(backup):
    rewritten(backup, migrations=["tips.9999_later"])
    assert "phiên bản mới hơn" in refusal(backup)


def test_a_backup_of_another_format_says_so(backup):
    rewritten(backup, format=2)
    assert "phiên bản khác" in refusal(backup)


def test_a_backup_of_the_other_database_says_so(backup):
    rewritten(backup, engine="other")
    assert "cùng loại cơ sở dữ liệu" in refusal(backup)


def test_keys_that_are_not_those_of_the_backup_are_told_before(backup):
    with override_settings(AUDIT_KEY="another"):
        assert "AUDIT_KEY" in refusal(backup)
        assert "đã có bảng" in refusal(backup, keys_are_lost=True)
    with override_settings(SEAL_KEYS=["another"]):
        assert "SEAL_KEYS" in refusal(backup)
    with override_settings(SEAL_KEYS=["newer", *settings.SEAL_KEYS]):
        assert "đã có bảng" in refusal(backup)


def test_without_room_nothing_is_begun(tmp_path, db, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(services.shutil, "disk_usage", lambda place: usage(1, 1, 1))
    with pytest.raises(Unusable, match="Không đủ chỗ"):
        services.make_backup(tmp_path / "backup", lambda line: None)
    assert list(tmp_path.iterdir()) == []


# --- what is compared once the database is filled -------------------------------------------------
@pytest.fixture
def target(monkeypatch, tmp_path):
    """An empty database of the same kind; filled, it holds what is set here."""
    held = SimpleNamespace(tables={}, audit_head="", breaks=None, volume=None)

    def load(place, progress):
        if held.breaks:
            raise held.breaks
        return SimpleNamespace(
            counts=lambda: held.tables, audit_head=lambda: held.audit_head, files=lambda: []
        )

    database = SimpleNamespace(
        name=engine().name, file=engine().file, is_empty=lambda: True, volume=lambda: held.volume, load=load
    )
    monkeypatch.setattr(services, "engine", lambda: database)
    return held


def test_what_is_counted_again_alike_is_restored_and_its_audit_verified(backup, target):
    done = services.restore(backup, lambda line: None)
    assert (done.manifest, done.pending) == (BackupManifest.read(backup), [])
    assert (done.verdict.faults, done.verdict.at_end) == (0, True)


@pytest.mark.parametrize("held", [{"tables": {"tips_tip": 1}}, {"audit_head": "1:ab"}])
def test_a_row_or_a_seal_more_than_the_manifest_says_is_not_to_be_used(backup, target, held):
    vars(target).update(held)
    assert "không như trong bản sao lưu" in refusal(backup)


def test_a_backup_of_an_older_portal_waits_for_its_migrations_before_the_audit_is_read(backup, target):
    *older, latest = sorted(installed_migrations())
    rewritten(backup, migrations=older)
    done = services.restore(backup, lambda line: None)
    assert (done.pending, done.verdict) == ([latest], None)


@pytest.mark.parametrize(("code", "says"), [(errno.ENOSPC, "Ổ đĩa đầy"), (errno.EIO, "Không làm được")])
def test_a_disk_that_fails_while_the_database_is_filled_is_told_in_words(backup, target, code, says):
    target.breaks = OSError(code, os.strerror(code))
    assert says in refusal(backup)


def test_without_room_for_the_files_nothing_is_filled(backup, target, tmp_path, monkeypatch):
    target.volume, target.breaks = tmp_path, AssertionError("it was filled")
    free = SimpleNamespace(free=3)
    monkeypatch.setattr(services.shutil, "disk_usage", lambda folder: free)
    assert "Không đủ chỗ" in refusal(backup)
    free.free = 4  # the file has four bytes
    with pytest.raises(AssertionError, match="it was filled"):
        services.restore(backup, lambda line: None)

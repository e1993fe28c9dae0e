"""The same store of files in an S3-compatible one: moto's server on this machine, reached as FILES_URL says."""

from datetime import timedelta

import boto3
import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.test import override_settings
from moto.server import ThreadedMotoServer

from portal.config.file_storage import backend_of
from portal.core import clock
from portal.core.backup.files import FileRow, copy_files, not_whole, restore_files
from portal.core.backup.manifest import BackupManifest, fingerprint_of_file
from portal.core.files import sweeping
from portal.core.files.kinds import paper_kinds
from portal.core.files.limits import FileRefused
from portal.core.files.services import FileNotWhole, open_bytes, store
from portal.core.models import StoredFile
from tests.core.papers import upload, written_pdf
from tests.factories.units import SYSTEM

PDF = written_pdf()


@pytest.fixture(scope="module")
def server():
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    yield f"{host}:{port}"
    moto.stop()


@pytest.fixture
def bucket(server, tmp_path):
    client = boto3.client(
        "s3",
        endpoint_url=f"http://{server}",
        aws_access_key_id="k",
        aws_secret_access_key="a/b",
        region_name="us-east-1",
    )
    client.create_bucket(Bucket="papers")
    backend = backend_of(f"s3://k:a%2Fb@{server}/papers?region=us-east-1&tls=off", tmp_path)
    with override_settings(STORAGES=settings.STORAGES | {"files": backend}):
        yield client
    for key in keys_in(client):
        client.delete_object(Bucket="papers", Key=key)
    client.delete_bucket(Bucket="papers")


def keys_in(client):
    return {row["Key"] for row in client.list_objects_v2(Bucket="papers").get("Contents", [])}


def stored():
    return store(by=SYSTEM, upload=upload(PDF), kinds=paper_kinds())


def test_a_file_is_kept_read_and_told_lost(db, bucket):
    file, gone = stored(), stored()
    assert keys_in(bucket) == {file.key, gone.key}
    assert open_bytes(file) == PDF
    bucket.delete_object(Bucket="papers", Key=gone.key)
    with pytest.raises(FileNotWhole):
        open_bytes(gone)


def test_what_has_no_row_is_swept_after_a_day(db, bucket, monkeypatch):
    file, lost = stored(), stored()
    StoredFile.objects.filter(pk=lost.pk).delete()
    sweeping.sweep()
    assert keys_in(bucket) == {file.key, lost.key}
    tomorrow = clock.machine_now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(clock, "machine_now", lambda: tomorrow)
    for _again in range(2):
        sweeping.sweep()
        assert keys_in(bucket) == {file.key}


def test_a_backup_takes_files_from_it_and_puts_them_back(db, bucket, tmp_path):
    file = stored()
    row = FileRow(file.public_id, file.key, file.size, file.sha256)
    assert copy_files(tmp_path, [row]) == []
    copy = tmp_path / "files" / file.key
    assert copy.read_bytes() == PDF
    named = BackupManifest("", "", [], {}, "", {}, {f"files/{file.key}": fingerprint_of_file(copy)})
    bucket.put_object(Bucket="papers", Key=file.key, Body=b"cut off")
    assert not_whole([row]) == [file.public_id]
    restore_files(tmp_path, named)
    assert not_whole([row]) == []


def test_a_store_that_refuses_is_told_and_leaves_no_row(db, bucket):
    backend = storages.backends["files"]["OPTIONS"] | {"bucket_name": "another"}
    refusing = {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": backend}
    with (
        override_settings(STORAGES=settings.STORAGES | {"files": refusing}),
        pytest.raises(FileRefused, match="không trả lời"),
    ):
        stored()
    assert not StoredFile.objects.exists()

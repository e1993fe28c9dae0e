"""`backend_of`: the setting FILES_URL as an entry of Django's STORAGES."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_NO_BOTO = "FILES_URL names an S3 store: run `pip install -r requirements-s3.txt`"
_FORMS = "FILES_URL is file:///FOLDER or s3://KEY:SECRET@HOST/BUCKET?region=REGION, not"


def backend_of(url: str, folder: Path) -> dict[str, Any]:
    """The store that an address names; `folder` where it is empty. Raises ImproperlyConfigured.

    `file:///srv/files` is a folder; `s3://KEY:SECRET@HOST/BUCKET?region=R` any S3-compatible store, over https unless
    `tls=off` is said. Signs in the key and the secret that mean something in an address are written `%2F`.
    """
    address = urlsplit(url)
    if not url or (address.scheme == "file" and address.path.startswith("/") and not address.netloc):
        place = Path(unquote(address.path)) if url else folder
        options = {
            "location": str(place),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        }
        return {"BACKEND": "portal.core.files.storage.DiskStorage", "OPTIONS": options}
    bucket = address.path.strip("/")
    if address.scheme != "s3" or not (address.hostname and address.username and address.password and bucket):
        # Not the address itself: it may bear a secret.
        raise ImproperlyConfigured(f"{_FORMS} {address.scheme or 'a path'}:…")
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": _s3_options(url, bucket)}


def _s3_options(url: str, bucket: str) -> dict[str, Any]:
    try:
        from botocore.config import Config
    except ImportError as missing:
        raise ImproperlyConfigured(_NO_BOTO) from missing
    address = urlsplit(url)
    given = {name: values[-1] for name, values in parse_qs(address.query).items()}
    port = f":{address.port}" if address.port else ""
    return {
        "access_key": unquote(address.username or ""),
        "secret_key": unquote(address.password or ""),
        "bucket_name": bucket,
        "endpoint_url": f"{'http' if given.get('tls') == 'off' else 'https'}://{address.hostname}{port}",
        "region_name": given.get("region"),
        # Keys are random: nothing is overwritten, and no question is asked before each upload.
        "file_overwrite": True,
        "default_acl": None,
        # A page waits for it: an unreachable store is reported soon.
        "client_config": Config(
            s3={"addressing_style": "path"},
            signature_version="s3v4",
            connect_timeout=5,
            read_timeout=30,
            retries={"total_max_attempts": 2},
        ),
    }

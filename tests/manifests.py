"""Manifests of apps that exist only in a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from portal.core import manifests
from portal.core.manifests import Manifest


@contextmanager
def only(**more: Manifest) -> Iterator[None]:
    """Let only these apps be installed."""
    collection = manifests.collection_of(more)
    with mock.patch.object(manifests, "collected", return_value=collection):
        yield


@contextmanager
def added(manifest: Manifest) -> Iterator[None]:
    """Let one more app be installed, after those of the project."""
    with only(**manifests.installed(), a_test=manifest):
        yield

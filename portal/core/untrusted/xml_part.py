"""Streaming check of one XML part of an archive: no DOCTYPE, little depth, few elements."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any
from xml.parsers import expat


class XmlFault(Enum):
    """What can be wrong with a part."""

    MALFORMED = auto()
    TOO_MANY_ELEMENTS = auto()


class XmlProblem(Exception):
    """Why a part is not to be read."""

    def __init__(self, fault: XmlFault):
        super().__init__(fault.name)
        self.fault = fault


@dataclass(frozen=True)
class XmlLimits:
    """The longest tag, comment or attribute in bytes, how deep elements are nested, and how many they are."""

    token: int
    depth: int
    elements: int


def looks_like_xml(name: str, head: bytes) -> bool:
    """Whether a reader could take the part for XML, by its name or by how it begins."""
    if name.lower().endswith((".xml", ".rels")):
        return True
    return head.lstrip(b"\xef\xbb\xbf\xfe\xff\x00 \t\r\n").startswith(b"<")


class XmlPart:
    """Fed with the bytes of a part; raises XmlProblem at the first element that is too much.

    A subclass looks at the elements themselves: `element` is called for each with its local name.
    """

    def __init__(self, name: str, limits: XmlLimits):
        self.name = name
        self.depth = 0
        self._limits = limits
        self._fed = self._elements = 0
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def element(self, local: str, attributes: dict[str, str]) -> None:
        """An element begins, at `depth` (1 for the root)."""

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes. Raises XmlProblem, and what `element` raises."""
        self._fed += len(chunk)
        self._parse(chunk, last=False)
        # A tag or comment that never ends would be read from its start again with every chunk.
        if self._fed - self._parser.CurrentByteIndex > self._limits.token:
            raise malformed()

    def close(self) -> None:
        """The part ends here. Raises XmlProblem when it ends too early."""
        self._parse(b"", last=True)

    def _parse(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as problem:
            raise malformed() from problem

    def _doctype(self, *_declaration: Any) -> None:
        raise malformed()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self._elements += 1
        if self.depth > self._limits.depth:
            raise malformed()
        if self._elements > self._limits.elements:
            raise XmlProblem(XmlFault.TOO_MANY_ELEMENTS)
        self.element(name.rpartition(":")[2], attributes)

    def _end(self, _name: str) -> None:
        self.depth -= 1


def malformed() -> XmlProblem:
    """The problem of a part that is no XML, or not of the shape it should have."""
    return XmlProblem(XmlFault.MALFORMED)

"""The tests of a module in a process that imports the mutant: `python -m tests.mutants.fresh MODULE SOURCE IMAGE …`.

SOURCE is the file with the mutant, IMAGE a copy of the migrated test database, or `-` to migrate. Exit code as pytest.
"""

import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path

import pytest

from tests.mutants.image import copy_instead_of_migrating
from tests.mutants.session import OPTIONS


def import_instead(module: Path, source: str) -> None:
    """Whoever imports the file `module` in this process gets `source`."""
    real = SourceFileLoader.get_code

    def get_code(loader, name):
        if Path(loader.path) != module:
            return real(loader, name)
        return compile(source, str(module), "exec", dont_inherit=True)

    SourceFileLoader.get_code = get_code


def main() -> int:
    module, source, image, *tests = sys.argv[1:]
    import_instead(Path(module), Path(source).read_text())
    if image != "-":
        copy_instead_of_migrating(Path(image))
    return pytest.main([*OPTIONS, "-x", *tests])


if __name__ == "__main__":
    sys.exit(main())

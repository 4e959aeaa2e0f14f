"""The catalogue, read and checked once for each content of its files: later starts take what was kept then.

To read thirty modules, check their every sentence and render them takes 1.6 s; what was kept comes in 0.1 s, and a
start has 2 s in all. It is kept under a hash of everything that it depends on (the files, the code that reads them,
the libraries), so that an edit is always seen, and broken content still stops the start.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import sys
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import Any

from learning.catalogue.contents import Catalogue
from learning.catalogue.loader import load

CODE = (Path(__file__).parent, Path(__file__).parents[1] / "items")
LIBRARIES = ("pydantic", "markdown-it-py", "pyyaml")
DIGEST = sha256().digest_size


def load_once(root: Path, today: date, file: Path) -> Catalogue:
    """The catalogue of the folder `root`, from `file` if it was kept there; raises BrokenContent as `load` does."""
    name = _name(root)
    catalogue = _kept(file, name)
    if catalogue is None:
        catalogue = load(root, today)
        _keep(file, name, catalogue)
    return catalogue


def _name(root: Path) -> bytes:
    """What the catalogue depends on, as a hash. Not the date: it only warns."""
    name = sha256(sys.version.encode())
    for library in LIBRARIES:
        name.update(f"{library} {metadata.version(library)}".encode())
    for path, content in _files(root):
        name.update(b"%d %s %d " % (len(path), path.encode(), len(content)))
        name.update(content)
    return name.digest()


def _files(root: Path) -> Iterator[tuple[str, bytes]]:
    """The course files, folders included (an empty one is a fault), and the code that reads them."""
    for path in sorted(root.rglob("*")):
        yield path.relative_to(root).as_posix(), b"" if path.is_dir() else path.read_bytes()
    for folder in CODE:
        for path in sorted(folder.rglob("*.py")):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def _kept(file: Path, name: bytes) -> Catalogue | None:
    """The catalogue in `file`, if it is this one and whole."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    body = content[2 * DIGEST :]
    if content[: 2 * DIGEST] != name + sha256(body).digest():
        return None
    gc.disable()  # a hundred thousand parts that all stay: looking for rubbish among them doubles the time
    try:
        catalogue: Catalogue = pickle.loads(body)  # noqa: S301  (our own, in the folder that holds the signing key)
    finally:
        gc.enable()
    return catalogue


def _keep(file: Path, name: bytes, catalogue: Catalogue) -> None:
    """Put it in the place of what was kept before, in one move: another process may be reading."""
    body = io.BytesIO()
    _Pickler(body, pickle.HIGHEST_PROTOCOL).dump(catalogue)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_suffix(f".{os.getpid()}")
    new.write_bytes(name + sha256(body.getvalue()).digest() + body.getvalue())
    new.replace(file)


class _Pickler(pickle.Pickler):
    def reducer_override(self, part: Any) -> Any:
        """A read-only mapping, which pickle does not know, is kept as a plain one."""
        return (_read_only, (dict(part),)) if isinstance(part, MappingProxyType) else NotImplemented


def _read_only(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)

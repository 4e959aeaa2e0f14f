"""Packing files into a ZIP: names that every system can unpack, and no two alike. Pure."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from learning.accounts.names import search_key

PART_LENGTH = 40
"""Letters of each part of a file name: paths on Windows end at 260."""


def file_names(parts: Iterable[Sequence[str]], suffix: str) -> Iterator[str]:
    """A name for each: its parts in small letters without diacritics, joined; what would come twice is numbered.

    Nothing of a name survives that means something in a path: only a–z, 0–9 and single hyphens do.
    """
    taken: set[str] = set()
    for words in parts:
        stem = "-".join(filter(None, (_plain(word) for word in words))) or "x"
        name, n = stem, 1
        while name in taken:
            n += 1
            name = f"{stem}-{n}"
        taken.add(name)
        yield f"{name}{suffix}"


def zipped(files: Iterable[tuple[str, bytes]], made_on: date) -> bytes:
    """A ZIP of these files. The same files on the same day give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, (made_on.year, made_on.month, made_on.day, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _plain(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", search_key(word)).strip("-")[:PART_LENGTH].rstrip("-")

"""`script/bench [section …]`: measure everything, or only the sections named."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from bench import answers, certificate, matrix, memory, morning, pages, places, queries, report, startup, weight
from bench.report import Line

Section = Callable[[Path, Path], list[Line]]
COURSES = places.ROOT / "courses"
QUIZZES_EACH = 25


def _queries(folder: Path, _grown: Path) -> list[Line]:
    return queries.measure(places.sqlite_place(folder, COURSES, "queries"))


def _answers_on_sqlite(folder: Path, grown: Path) -> list[Line]:
    return answers.measure(places.sqlite_place(folder, grown), QUIZZES_EACH)


def _answers_on_postgresql(folder: Path, grown: Path) -> list[Line]:
    with places.postgres_place(folder, grown) as place:
        return answers.measure(place, QUIZZES_EACH)


def _pages(folder: Path, _grown: Path) -> list[Line]:
    return pages.measure(places.sqlite_place(folder, COURSES, "pages"))


def _weight(folder: Path, _grown: Path) -> list[Line]:
    return weight.measure(places.sqlite_place(folder, COURSES, "weight"))


def _matrix(folder: Path, grown: Path) -> list[Line]:
    return matrix.measure(places.sqlite_place(folder, grown, "matrix"))


def _morning(folder: Path, grown: Path) -> list[Line]:
    return morning.measure(places.sqlite_place(folder, grown, "morning"))


def _certificate(folder: Path, grown: Path) -> list[Line]:
    return certificate.measure(places.sqlite_place(folder, grown, "certificate"))


def _startup(folder: Path, _grown: Path) -> list[Line]:
    return startup.measure(places.sqlite_place(folder, COURSES, "startup"))


def _memory(folder: Path, grown: Path) -> list[Line]:
    return memory.measure(places.sqlite_place(folder, grown, "memory"))


SECTIONS: Mapping[str, tuple[str, Section]] = {
    "queries": ("Statements", _queries),
    "sqlite": ("Storing a response, SQLite with synchronous=FULL", _answers_on_sqlite),
    "postgresql": ("Storing a response, PostgreSQL", _answers_on_postgresql),
    "pages": ("Content pages for a visitor", _pages),
    "weight": ("A reading page over the wire, first visit, gzip", _weight),
    "matrix": ("Class matrix", _matrix),
    "morning": ("A class comes in", _morning),
    "certificate": ("Certificate", _certificate),
    "startup": ("Start-up", _startup),
    "memory": ("Memory", _memory),
}


def run(names: list[str]) -> Iterator[Line]:
    """Measure the sections, each in fresh places, and print them as they come."""
    with places.temporary_folder() as folder:
        grown = places.grown_courses(folder)
        for name in names:
            title, section = SECTIONS[name]
            began = time.monotonic()
            lines = section(folder, grown)
            report.show(f"{title}  ({time.monotonic() - began:.0f} s)", lines)
            yield from lines


def main() -> int:
    """Exit 1 if any budget is not met."""
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument(
        "sections", nargs="*", metavar="section", help=f"of {', '.join(SECTIONS)}; all if none is named"
    )
    names = parser.parse_args().sections or list(SECTIONS)
    if unknown := [name for name in names if name not in SECTIONS]:
        parser.error(f"there is no section {', '.join(unknown)}")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # leave no server behind
    with suppress(PermissionError):
        os.nice(-10)  # servers and clients inherit it: what else the machine does is then in nobody's way
    busy = os.getloadavg()[0]
    print(f"{os.cpu_count()} processors, load {busy:.1f} before the start")
    if busy > 1:
        print("The machine is busy with something else: ratios stay fair, but expect them to scatter.")
    missed = [line for line in run(names) if line.verdict == "NOT met"]
    print(f"\n{len(missed)} budgets NOT met" if missed else "\nevery budget that can be measured is met")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())

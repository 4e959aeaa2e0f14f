"""`flask translate …`: keep the messages of the interface complete in both languages."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from flask.cli import AppGroup

from learning.web.i18n import FOLDER

ROOT = Path(__file__).parents[1]
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}

group = AppGroup("translate", help="Look after the messages of the interface.")


@group.command("update")
def update() -> None:
    """Bring the catalogues in line with the code; new messages are left for you to translate."""
    template = _extracted()
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po")):
        catalogue = _read(path)
        made_on = catalogue.creation_date
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.creation_date = made_on  # a date that changes each time makes every two branches collide
        catalogue.obsolete.clear()
        _write(path, catalogue)
        click.echo(f"{path.parts[-3]}: {len(_untranslated(catalogue))} of {len(catalogue)} messages to translate")


@group.command("check")
def check() -> None:
    """Fail if a message is missing, fuzzy, without its placeholders, or no longer used."""
    template = _extracted()
    faults = 0
    for path in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po")):
        catalogue = _read(path)
        wanted, found = {m.id for m in template if m.id}, {m.id for m in catalogue if m.id}
        broken = [f"{message.id!r}: {error}" for message, errors in catalogue.check() for error in errors]
        for complaint, entries in (
            ("not in the catalogue", sorted(map(str, wanted - found))),
            ("no longer in the code", sorted(map(str, found - wanted))),
            ("not translated", _untranslated(catalogue)),
            ("broken", broken),
        ):
            for entry in entries:
                click.echo(f"{path.parts[-3]}: {complaint}: {entry}")
                faults += 1
    click.echo(f"{faults} faults")
    if faults:
        raise SystemExit(1)


def _extracted() -> Catalog:
    template = Catalog(charset="utf-8")
    options = {"**.html": {"newstyle_gettext": "true", "silent": "false"}, "**.txt": {"newstyle_gettext": "true"}}
    found = extract_from_dir(str(ROOT), METHODS, options, keywords=KEYWORDS)
    for file, line, message, comments, context in found:
        template.add(message, None, [(file, line)], auto_comments=comments, context=context)
    return template


def _untranslated(catalogue: Catalog) -> list[str]:
    """Messages without a translation, or marked as unsure. English needs none: its messages are the ids."""
    entries = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            entries.append(str(message.id))
    return entries


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def _write(path: Path, catalogue: Catalog) -> None:
    out = BytesIO()
    write_po(out, catalogue, width=120, sort_output=True, no_location=True, omit_header=False)
    path.write_bytes(out.getvalue())

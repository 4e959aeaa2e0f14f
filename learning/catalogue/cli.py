"""`flask content …`: check the course files, count what there is."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from learning import clock
from learning.catalogue import map as curriculum_map
from learning.catalogue.loader import inspect
from learning.catalogue.scenario import graph

group = AppGroup("content", help="Look after the course files.")


def is_asked_for() -> bool:
    """True while a `flask content …` command runs: it must work on content that the app would refuse to start with."""
    return "content" in sys.argv[1:] and Path(sys.argv[0]).name == "flask"


@group.command("check")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--strict", is_flag=True, help="Warnings fail too.")
def check(path: Path | None, strict: bool) -> None:
    """Name every fault of the course files, or of those below PATH, with file, line and what to do."""
    root = Path(current_app.config["COURSES"])
    _, problems = inspect(root, clock.today(), with_drafts=True)
    errors, warnings = problems.errors, problems.warnings
    if path is not None:
        if not path.resolve().is_relative_to(root.resolve()):
            raise click.BadParameter(f"{path} is not in the course folder {root}")
        errors = [problem for problem in errors if (root / problem.file).resolve().is_relative_to(path.resolve())]
        warnings = [problem for problem in warnings if (root / problem.file).resolve().is_relative_to(path.resolve())]
    for problem in [*errors, *warnings]:
        click.echo(str(problem))
    click.echo(f"{len(errors)} errors, {len(warnings)} warnings")
    if errors or (strict and warnings):
        raise SystemExit(1)


@group.command("curriculum")
def curriculum() -> None:
    """Write docs/curriculum.md: the coverage of modules, objectives, techniques and competences."""
    path = Path(current_app.root_path).parent / "docs" / "curriculum.md"
    path.write_text(curriculum_map.document(current_app.extensions["catalogue"]), "utf-8")
    click.echo(f"{path} is written")


@group.command("graph")
@click.argument("scenario_id")
def draw(scenario_id: str) -> None:
    """Draw a simulation as a Mermaid flowchart."""
    for module in current_app.extensions["catalogue"].modules.values():
        if scenario_id in module.scenarios:
            click.echo(graph(module.scenarios[scenario_id]))
            return
    raise click.ClickException(f"there is no simulation {scenario_id}")


@group.command("stats")
def stats() -> None:
    """Count modules, items, languages and balance."""
    catalogue = current_app.extensions["catalogue"]
    click.echo(f"{'':28}{'items':>6}{'form':>6}{'recheck':>8}{'judge':>6}{'genuine':>8}")
    for module in catalogue.modules.values():
        click.echo(_row(module.id, module.items))
    for course in catalogue.courses.values():
        click.echo(_row(f"{course.id} (check)", course.check))
    items = list(catalogue.items.values())
    click.echo(_row("all", items))
    kinds = Counter(item.kind for item in items)
    click.echo("kinds: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    click.echo(f"{len(catalogue.courses)} courses, {len(catalogue.modules)} modules, vi and en in every text")


def _row(name: str, items: list[object]) -> str:
    uses = Counter(getattr(item, "use", "") for item in items)
    judged = [item for item in items if getattr(item, "kind", "") == "judge"]
    genuine = sum(getattr(item, "is_trustworthy", False) for item in judged)
    share = f"{genuine / len(judged):.0%}" if judged else "–"
    return f"{name:28}{len(items):>6}{uses['form']:>6}{uses['recheck']:>8}{len(judged):>6}{share:>8}"

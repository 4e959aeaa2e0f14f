"""Modules and courses of any shape, made of the small demo course; no app, no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from learning.catalogue import Catalogue, Course, Module
from learning.catalogue.contents import catalogue_of
from learning.catalogue.loader import load
from learning.catalogue.schema import CourseModule

SMALL = Path(__file__).parents[1] / "catalogue" / "valid"


@cache
def demo() -> Catalogue:
    """What the small course teaches."""
    return load(SMALL, date(2026, 12, 1))


def a_module(module_id: str = "one", **about: Any) -> Module:
    """A module with a lesson and a bank; `about` is what module.yaml would say otherwise."""
    module = demo().modules["demo"]
    return replace(module, about=module.about.model_copy(update={"id": module_id, **about}))


def a_course(*modules: Module, optional: tuple[str, ...] = (), **about: Any) -> Course:
    """A course of these modules."""
    course = demo().courses["demo-course"]
    places = tuple(CourseModule(id=module.id, optional=module.id in optional) for module in modules)
    return replace(course, about=course.about.model_copy(update={"modules": places, **about}), modules=modules)


def a_catalogue(*courses: Course) -> Catalogue:
    """A catalogue of these courses and the modules in them."""
    modules = {module.id: module for course in courses for module in course.modules}
    empty: dict[str, Any] = {"techniques": {}, "facts": {}, "help": {}, "emergencies": {}, "guides": {}}
    return catalogue_of(modules, {course.id: course for course in courses}, empty)

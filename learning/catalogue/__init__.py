"""The catalogue: what is taught, read from course files once and never changed while the app runs."""

from learning.catalogue.contents import EMPTY, Catalogue, Course, Module
from learning.catalogue.loader import BrokenContent, load
from learning.catalogue.once import load_once

__all__ = ["EMPTY", "BrokenContent", "Catalogue", "Course", "Module", "load", "load_once"]

"""The catalogue: what is taught, read from course files once and never changed while the app runs."""

from learning.catalogue.contents import EMPTY, Catalogue, Course, Module
from learning.catalogue.loader import BrokenContent, load

__all__ = ["EMPTY", "BrokenContent", "Catalogue", "Course", "Module", "load"]

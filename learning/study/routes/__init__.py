"""The learner's pages."""

from flask import Blueprint, current_app

from learning.catalogue import Catalogue

bp = Blueprint("study", __name__, url_prefix="/<lang>", template_folder="../templates")


def catalogue() -> Catalogue:
    """The catalogue of this app."""
    loaded: Catalogue = current_app.extensions["catalogue"]
    return loaded


from learning.study.routes import browsing, lessons, sitting, starting  # noqa: E402

__all__ = ["bp", "browsing", "catalogue", "lessons", "sitting", "starting"]

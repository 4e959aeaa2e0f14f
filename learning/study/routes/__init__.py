"""The learner's pages."""

from flask import Blueprint, current_app

from learning import clock
from learning.accounts import identity, sessions
from learning.accounts.models import Learner
from learning.catalogue import Catalogue
from learning.web import i18n

bp = Blueprint("study", __name__, url_prefix="/<lang>", template_folder="../templates")


def catalogue() -> Catalogue:
    """The catalogue of this app."""
    loaded: Catalogue = current_app.extensions["catalogue"]
    return loaded


def learner_or_guest(audience: str, band: str | None = None) -> Learner:
    """Whoever is here; a visitor becomes a guest by beginning something."""
    learner = sessions.current_learner()
    if learner is None:
        learner = identity.new_guest(band=band, audience=audience, language=i18n.language(), now=clock.now())
        sessions.begin(learner, clock.now())
    return learner


from learning.study.routes import browsing, lessons, simulations, sitting, starting  # noqa: E402

__all__ = ["bp", "browsing", "catalogue", "learner_or_guest", "lessons", "simulations", "sitting", "starting"]

"""The help pages."""

from flask import Blueprint

bp = Blueprint("help", __name__, url_prefix="/<lang>/help", template_folder="../templates")

from learning.help.routes import help_now  # noqa: E402

__all__ = ["bp", "help_now"]

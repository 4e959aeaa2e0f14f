"""The pages of signing in, and of one's own account."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/<lang>", template_folder="../templates")

from learning.accounts.routes import account, signing_in  # noqa: E402

__all__ = ["account", "bp", "signing_in"]

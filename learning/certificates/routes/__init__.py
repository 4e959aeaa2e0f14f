"""The pages of certificates: the holder's, and the public one."""

from flask import Blueprint

bp = Blueprint("certificates", __name__, url_prefix="/<lang>/certificates", template_folder="../templates")

from learning.certificates.routes import holding, verifying  # noqa: E402

__all__ = ["bp", "holding", "verifying"]

"""What gunicorn and the `flask` command start."""

from dotenv import load_dotenv

load_dotenv()

from config import MissingSetting  # noqa: E402  (settings from .env must be there first)
from learning import create_app  # noqa: E402
from learning.catalogue import BrokenContent  # noqa: E402

try:
    app = create_app()
except (BrokenContent, MissingSetting) as reason:
    raise SystemExit(str(reason)) from None

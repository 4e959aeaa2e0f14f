"""Static files: one stylesheet, modules, fonts and sprites under a folder that is named after their content.

The build joins the stylesheet, compresses everything and writes it to `instance/assets/<hash>/` once for each content.
WhiteNoise serves that folder; a browser may keep it for ever, because a change makes another folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

SOURCE = Path(__file__).parent / "static"
_IMPORT = re.compile(r'^@import\s+"(?P<name>[\w.-]+)";\s*$', re.MULTILINE)


def content_hash(source: Path = SOURCE) -> str:
    """Twelve hexadecimal digits that change whenever any static file does."""
    digest = hashlib.sha256()
    for path in sorted(source.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(source).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def join_css(index: Path) -> str:
    """The stylesheet with each `@import "x.css";` replaced by the file's text, comments and indentation left out."""
    joined = _IMPORT.sub(lambda match: (index.parent / match["name"]).read_text("utf-8"), index.read_text("utf-8"))
    joined = re.sub(r"/\*.*?\*/", "", joined, flags=re.DOTALL)
    return "\n".join(line.strip() for line in joined.splitlines() if line.strip())


def build(target_root: Path, source: Path = SOURCE) -> Path:
    """The folder of built files for the present content; made if it is not there. Safe to run twice at once."""
    target = target_root / content_hash(source)
    if target.exists():
        return target
    target_root.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=target_root, prefix=".draft-"))
    shutil.copytree(source, draft, dirs_exist_ok=True)
    for sheet in list((draft / "css").glob("*.css")):
        if sheet.name != "site.css":
            sheet.unlink()
    (draft / "css" / "site.css").write_text(join_css(source / "css" / "site.css"), "utf-8")
    compressor = Compressor(quiet=True)
    for path in [path for path in draft.rglob("*") if path.is_file()]:
        if compressor.should_compress(path.name):
            list(compressor.compress(str(path)))
    draft.chmod(0o755)
    try:
        draft.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(draft)
    return target


def init_app(app: Flask) -> None:
    """Serve the built files under /static/<hash>/ and let templates name them by `asset`."""
    folder = build(Path(app.config["INSTANCE_PATH"]) / "assets")
    prefix = f"static/{folder.name}/"
    served = WhiteNoise(
        app.wsgi_app,
        root=os.fspath(folder),
        prefix=prefix,
        immutable_file_test=lambda _path, _url: True,
        max_age=31536000,
    )
    app.wsgi_app = served  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = lambda name: f"/{prefix}{name}"

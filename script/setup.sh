# Sourced by the other scripts: finds Python, makes .venv, installs a requirements file once for each of its contents.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
VENV="$PWD/.venv"

say() { printf '%s\n' "$*" >&2; }

# A Python of 3.11 or newer, the newest first; nothing if there is none.
find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      printf '%s' "$name"
      return
    fi
  done
}

# The virtual environment; made anew if its Python has gone.
need_venv() {
  if "$VENV/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then return; fi
  local python
  python=$(find_python)
  if [ -z "$python" ]; then
    say "This needs Python 3.11 or newer, and there is none on this machine. Install one, then try again."
    exit 1
  fi
  if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    say "$python has no venv module. On Debian and Ubuntu: apt-get install python3-venv. Then try again."
    exit 1
  fi
  rm -rf "$VENV"
  "$python" -m venv "$VENV" || exit 1
}

# Install a requirements file by its hashes, unless exactly this content is installed already.
need_installed() {
  need_venv
  local stamp="$VENV/installed-$1"
  if cmp -s "$1" "$stamp"; then return; fi
  say "Installing $1: once, less than a minute on most networks …"
  if ! "$VENV/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --no-input --require-hashes -r "$1"; then
    say "The packages of $1 could not be installed; what pip says is above."
    exit 1
  fi
  cp "$1" "$stamp"
}

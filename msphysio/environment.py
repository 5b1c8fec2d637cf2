"""The one reader of the environment. Every variable is in the README's table, which a test holds equal to the code."""

import os
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
environ.Env.read_env(env.str("ENV_FILE", default="") or BASE_DIR / ".env")  # what is set already wins over the file


def var_dir() -> Path:
    """Return the folder of this machine's own data: database, static files, secret."""
    return Path(env.str("VAR_DIR", default="") or BASE_DIR / "var").resolve()


def port() -> str:
    """Return the port of this instance as it was given, which serve.address() checks."""
    return env.str("PORT", default="8000")


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
            written.write(text)
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)


def forget_secrets() -> None:
    """Take what nobody needs any more out of the environment of this process."""
    for name in ("SECRET_KEY", "SECRET_KEY_FALLBACKS", "DATABASE_URL", "DATABASE_READ_URL"):
        os.environ.pop(name, None)

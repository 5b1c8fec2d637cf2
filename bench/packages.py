"""Programs of npm that only benches use, installed into var/bench/node: nothing of them is in the project."""

import shutil
import subprocess
from pathlib import Path

from bench import site

FOLDER = site.KEPT / "node"
PACKAGES = ("lighthouse@12.8.2", "@mdn/mdn-http-observatory@1.4.8")


def installed() -> Path:
    """Return the folder of the packages, after installing them where they are missing: a minute's work.

    Raises SystemExit when node or the registry is not there.
    """
    modules = FOLDER / "node_modules"
    if not shutil.which("npm"):
        raise SystemExit("This bench needs node and npm: `apt-get install nodejs npm`, then again.")
    if not all((modules / package.rpartition("@")[0]).exists() for package in PACKAGES):
        FOLDER.mkdir(parents=True, exist_ok=True)
        print("Installing Lighthouse and the MDN HTTP Observatory from npm ...", flush=True)
        command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--prefix", FOLDER]
        if subprocess.run([*command, *PACKAGES], cwd=FOLDER).returncode:
            raise SystemExit("The packages could not be installed: is the npm registry in reach?")
    preloaded = modules / PACKAGES[1].rpartition("@")[0] / "conf" / "hsts-preload.json"
    if not preloaded.exists():
        preloaded.write_text("{}")  # the browsers' list of names, which a script would fetch: ours is on no list
    return modules

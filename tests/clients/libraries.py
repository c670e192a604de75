"""The npm packages of `package.json`, installed once into a folder outside the repository."""

import shutil
import subprocess
from pathlib import Path

MANIFEST = Path(__file__).with_name("package.json")
INSTALL_SECONDS = 600
OPTIONS = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


class NoLibraries(Exception):
    """The packages are not there and npm cannot fetch them; the message says why."""


def install(folder: Path) -> Path:
    """The `node_modules` of the packages, fetched when the folder does not have these versions.

    Raises NoLibraries.
    """
    modules, manifest = folder / "node_modules", folder / "package.json"
    if (folder / "installed").is_file() and manifest.read_bytes() == MANIFEST.read_bytes():
        return modules
    npm = shutil.which("npm")
    if npm is None:
        raise NoLibraries("npm is not installed; Debian's package npm brings it.")
    folder.mkdir(parents=True, exist_ok=True)
    manifest.write_bytes(MANIFEST.read_bytes())
    call = [npm, "install", *OPTIONS]
    try:
        done = subprocess.run(
            call, cwd=folder, capture_output=True, text=True, timeout=INSTALL_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise NoLibraries(f"npm did not finish within {INSTALL_SECONDS} seconds.") from None
    if done.returncode:
        raise NoLibraries(f"npm cannot fetch the packages: {done.stderr.strip()[-500:]}")
    (folder / "installed").touch()
    return modules

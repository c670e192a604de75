"""`/` per second against a Flask view of one constant string; and the start of `serve`.

    python -m tests.benchmarks.pages [--rounds 5] [--seconds 4]

Needs wrk (Debian package). Everything stays on the loopback address.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks import sides

CONSTANT = """
from flask import Flask

app = Flask(__name__)
app.get("/")(lambda: "A constant string.")
"""


def main() -> None:
    """Compare requests per second and seconds to start, as ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    options = parser.parse_args()
    ours, theirs = sides.free_port(), sides.free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "constant.py").write_text(CONSTANT)
        constant = [Path(sys.executable).with_name("granian"), "--interface", "wsgi"]
        constant += ["--host", sides.HOST, "--port", theirs, "--workers", 2]
        constant += ["--blocking-threads", 1, "--working-dir", folder, "constant:app"]
        with (
            sides.running(sides.atlas_server(ours), ours),
            sides.running(constant, theirs),
        ):
            sides.fetch(f"http://{sides.HOST}:{ours}/")
            ratios = sides.compare(
                lambda: _per_second(folder, ours, options.seconds),
                lambda: _per_second(folder, theirs, options.seconds),
                options.rounds,
            )
    sides.say("`/` per second, of a constant string", ratios, "≥ 0.5")
    ratios = sides.compare(_seconds_to_serve, _seconds_to_import, options.rounds)
    sides.say("start of serve, of importing geopandas, folium, flask", ratios, "≤ 2")


def _per_second(folder: Path, port: int, seconds: int) -> float:
    return sides.load(folder, f"http://{sides.HOST}:{port}", ["/"], seconds).per_second


def _seconds_to_serve() -> float:
    port = sides.free_port()
    start = time.perf_counter()
    with sides.running(sides.atlas_server(port), port):
        sides.fetch(f"http://{sides.HOST}:{port}/health/ready")
        return time.perf_counter() - start


def _seconds_to_import() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import geopandas, folium, flask"], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()

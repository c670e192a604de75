"""The JavaScript that runs without a browser passes its own tests, under Node's test runner."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def test_the_modules_of_the_map_pass_their_tests():
    """`node --test` finds all tests of tests/js and none fails."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed; tests/run installs it.")
    files = sorted(HERE.glob("*.test.mjs"))
    assert files
    done = subprocess.run([node, "--test", *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

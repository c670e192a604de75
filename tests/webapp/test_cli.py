"""The command: check, publish, and a real server that starts, answers and stops."""

import errno
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.webapp.conftest import write_atlas
from webapp import cli, server


@pytest.fixture
def serving(tmp_path):
    """A real server on a free port, with the small atlas; gives process, port and its words."""
    (tmp_path / "published").mkdir()
    write_atlas(tmp_path / "published")
    call = [sys.executable, "-m", "webapp.cli", "serve", "--port", "0", "--data", str(tmp_path)]
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(
            call, stdout=subprocess.PIPE, stderr=log, start_new_session=True
        ) as process,
    ):
        words = process.stdout.readline().decode()
        yield process, int(re.search(r":(\d+) ", words)[1]), words
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def ask(port: int, path: str, **headers: str) -> tuple[int, bytes]:
    """Status and body of one real request."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_the_server_answers_and_stops_gracefully(serving):
    """It says where it is, serves pages, data and files, refuses forged hosts, and ends with 0."""
    process, port, words = serving
    assert f"http://127.0.0.1:{port} " in words
    for path in ("/", "/layers", "/layers/towns/berik", "/static/css/tokens.css", "/health/ready"):
        assert ask(port, path)[0] == 200
    _, body = ask(port, "/layers.json")
    links = json.loads(body)["layers"][0]["links"]
    assert links["html"] == f"http://127.0.0.1:{port}/layers/rivers"
    assert ask(port, "/layers/rivers.geojson?year=soon")[0] == 400
    assert ask(port, "/", Host="evil.example")[0] == 400
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=30) == 0


def test_serving_does_not_load_geopandas(published):
    """Pages, catalog and every layer are served without geopandas ever being imported."""
    code = (
        "import sys, webapp; client = webapp.create_app({'PUBLISHED': __import__('pathlib')"
        f".Path({str(published)!r})}}).test_client();"
        "urls = ['/', '/layers', '/layers.json', '/layers/towns.geojson', '/layers/towns.csv', "
        "'/layers/rivers.geojson?year=2000', '/sources.bib', '/health/ready'];"
        "assert all(client.get(url).status_code == 200 for url in urls);"
        "print([name for name in ('geopandas', 'pyogrio', 'shapely') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


def test_a_taken_port_is_said(capsys):
    """When somebody listens at the port, the command says so and ends with 1."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert cli.main(["serve", "--port", str(port)]) == 1
    assert f"port {port} of 127.0.0.1 is taken" in capsys.readouterr().err


def test_a_folder_without_anything_published_is_said(tmp_path, capsys):
    """There is nothing to serve: the command says what to run and ends with 1."""
    assert cli.main(["serve", "--port", "0", "--data", str(tmp_path)]) == 1
    assert "run `steppe-atlas publish`" in capsys.readouterr().err


def test_an_address_that_is_not_ours_is_said(capsys):
    """A host that this machine does not have is refused in words."""
    assert cli.main(["serve", "--host", "192.0.2.1"]) == 1
    assert "cannot listen at 192.0.2.1" in capsys.readouterr().err


def test_a_cache_that_cannot_be_written_is_said(published, tmp_path, capsys, monkeypatch):
    """Where tiles cannot be kept the command names the folder, the reason and the setting."""
    (tmp_path / "taken").write_text("a file where the folder should be")
    monkeypatch.setenv("STEPPE_ATLAS_CACHE_FOLDER", str(tmp_path / "taken"))
    assert cli.main(["serve", "--port", "0", "--data", str(published.parent)]) == 1
    said = capsys.readouterr().err
    assert f"cannot keep tiles in {tmp_path / 'taken'}" in said
    assert "Not a directory; STEPPE_ATLAS_CACHE_FOLDER names another folder." in said


def test_a_full_disk_is_said(made_up_atlas, capsys, monkeypatch):
    """What cannot be written is said in a sentence, and nothing published is changed."""

    def full(_path: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert cli.main(["publish", "--data", str(made_up_atlas)]) == 1
    said = capsys.readouterr().err
    assert said.endswith("steppe-atlas: cannot write: No space left on device.\n")
    assert not (made_up_atlas / "published").exists()
    assert not list(made_up_atlas.glob("*.tmp"))


def test_a_build_that_is_told_to_stop_leaves_nothing(published, tmp_path):
    """SIGTERM while tiles are built ends tippecanoe too, and removes what was half made."""
    kept, started = tmp_path / "kept", tmp_path / "started"
    slow = tmp_path / "tippecanoe"
    slow.write_text(f"#!/bin/sh\ntouch {started}\nexec sleep 600\n")
    slow.chmod(0o700)
    code = (
        f"import geodata.tippecanoe as tippecanoe; tippecanoe._program = lambda: {str(slow)!r};"
        "import sys; from webapp import cli;"
        f"sys.exit(cli.main(['serve', '--port', '0', '--data', {str(published.parent)!r}]))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env=os.environ | {"STEPPE_ATLAS_CACHE_FOLDER": str(kept)},
        start_new_session=True,
    ) as process:
        try:
            while not started.exists():
                assert process.poll() is None
                time.sleep(0.01)
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=30) == 128 + signal.SIGTERM
            with pytest.raises(ProcessLookupError):
                os.killpg(process.pid, 0)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert not [path for path in kept.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "required"),
        (["dance"], "invalid choice"),
        (["serve", "--port", "70000"], 'must be a whole number from 0 to 65535; got "70000"'),
        (["serve", "--workers", "0"], "must be a whole number from 1 to 256"),
        (["check", "--data", "nowhere/at/all"], "is not a folder"),
    ],
)
def test_a_command_that_cannot_be_run_ends_with_2(arguments, words, capsys):
    """Bad arguments are named and what is accepted is said."""
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert words in capsys.readouterr().err.replace("'", '"')


def test_publish_makes_what_check_misses(made_up_atlas, capsys):
    """A new atlas has layers that are not built; after publishing there is no problem left."""
    data = ["--data", str(made_up_atlas)]
    assert cli.main(["check", *data]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert all(re.fullmatch(r"[^:]+:\d+: [a-z-]+: .+", line) for line in lines)
    assert any("not-built" in line for line in lines)
    assert cli.main(["publish", *data]) == 0
    assert "published/catalog.json" in capsys.readouterr().out
    assert cli.main(["check", *data]) == 0
    assert cli.main(["publish", "--verify", *data]) == 0
    assert capsys.readouterr().out == ""


def test_verify_names_what_differs_and_writes_nothing(made_up_atlas, capsys):
    """A published file that was changed by hand is named, and stays as it is."""
    data = ["--data", str(made_up_atlas)]
    cli.main(["publish", *data])
    path = made_up_atlas / "published" / "rivers.geojson"
    changed = path.read_text(encoding="utf-8") + "\n"
    path.write_text(changed, encoding="utf-8")
    capsys.readouterr()
    assert cli.main(["publish", "--verify", "--layer", "rivers", *data]) == 1
    assert "published/rivers.geojson:1: verify: " in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == changed


def test_publishing_an_unknown_layer_is_refused(made_up_atlas, capsys):
    """The layers that exist are listed."""
    assert cli.main(["publish", "--layer", "moon", "--data", str(made_up_atlas)]) == 1
    assert "There is no layer 'moon'; the layers are " in capsys.readouterr().err


def test_progress_is_for_terminals(made_up_atlas, capsys, monkeypatch):
    """On a terminal one line tells how far the work is; elsewhere nothing is said."""
    cli.main(["publish", "--data", str(made_up_atlas)])
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    cli.main(["publish", "--data", str(made_up_atlas)])
    assert "\r\x1b[K1/" in capsys.readouterr().err


def test_workers_learn_their_settings(published, monkeypatch):
    """The folder and the host that is listened at reach the workers through the environment."""
    for name in ("PUBLISHED", "ALLOWED_HOSTS"):
        monkeypatch.setenv(f"STEPPE_ATLAS_{name}", "")
    settings = {"PUBLISHED": published, "ALLOWED_HOSTS": ("localhost",)}
    server._tell_workers("::1", settings)
    assert os.environ["STEPPE_ATLAS_PUBLISHED"] == str(published)
    assert os.environ["STEPPE_ATLAS_ALLOWED_HOSTS"] == "localhost,[::1]"

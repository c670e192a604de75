"""The first page, remembered: the same answer, for the same question only."""

import pytest

from webapp import doorstep


@pytest.fixture
def made(app, monkeypatch):
    """How often the app made `/` itself."""
    calls = []
    view = app.view_functions["pages.atlas"]
    monkeypatch.setitem(app.view_functions, "pages.atlas", lambda: calls.append(1) or view())
    return calls


def test_a_page_asked_again_is_not_made_again(client, made):
    """The second answer is the first, headers and all."""
    first, second = client.get("/"), client.get("/")
    assert len(made) == 1
    assert (second.status_code, second.data) == (200, first.data)
    assert dict(second.headers) == dict(first.headers)
    assert "Content-Security-Policy" in second.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept-Encoding": "gzip"},
        {"Accept-Language": "kk"},
        {"Host": "127.0.0.1"},
        {"If-None-Match": '"x"'},
    ],
)
def test_another_question_gets_its_own_answer(client, made, headers):
    """Encoding, language, host and conditions are part of the question."""
    client.get("/")
    answer = client.get("/", headers=headers)
    assert answer.status_code == 200
    assert len(made) == 2


def test_what_is_refused_is_not_remembered(client):
    """Bad parameters and forged hosts are refused each time, also after a good page."""
    client.get("/")
    for _ in range(2):
        assert client.get("/?nonsense=1").status_code == 400
        assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/").status_code == 200
    assert client.post("/").status_code == 405


def test_no_more_than_a_few_pages_are_kept(client, made):
    """The oldest page goes when there are too many, and long queries are never kept."""
    for lon in range(1 + doorstep.KEPT):
        client.get(f"/?map=5/48/{lon}")
    known = len(made)
    client.get(f"/?map=5/48/{doorstep.KEPT}")
    assert len(made) == known
    client.get("/?map=5/48/0")
    assert len(made) == known + 1
    for _ in range(2):
        client.get("/?map=" + "0" * 300 + "5/48/63")
    assert len(made) == known + 3


def test_a_new_day_makes_the_page_anew(client, made, monkeypatch):
    """A page says on which day it was read, so it lasts for that day."""
    client.get("/")
    monkeypatch.setattr(doorstep.time, "time", lambda: 4_000_000_000.0)
    client.get("/")
    assert len(made) == 2

"""Names of statuses: one for each that the atlas gives, whatever the Python it runs on."""

from http import HTTPStatus

import pytest

from webapp import errors, statuses
from webapp.openapi.answers import PROBLEMS


def test_every_status_of_ours_has_a_name():
    """Those of the table of faults, and those that the description of the addresses promises."""
    given = {*errors.STATUSES.values(), *PROBLEMS, HTTPStatus.METHOD_NOT_ALLOWED}
    assert given == statuses.TITLES.keys()


def test_another_status_has_the_name_of_its_class():
    """As clients are to treat a status that they do not know (RFC 9110, 15)."""
    assert statuses.title_of(422) == "Bad Request"
    assert statuses.title_of(504) == "Internal Server Error"


@pytest.mark.parametrize(
    ("status", "in_russian", "asked"),
    [
        (405, "Метод не поддерживается", {"path": "/layers/rivers", "method": "POST"}),
        (413, "Слишком большой запрос", {"path": "/layers", "data": b"x" * 100_000}),
        (416, "Запрошенной части нет", {"path": "/", "headers": {"Range": "bytes=9999999-"}}),
    ],
)
def test_a_name_does_not_come_from_python(client, monkeypatch, status, in_russian, asked):
    """Where Python calls a status otherwise, machines and people are told what they were before."""
    for one in HTTPStatus:
        monkeypatch.setattr(one, "phrase", "Renamed")
        monkeypatch.setattr(one, "description", "Renamed too")
    headers = asked.pop("headers", {})
    answer = client.open(**asked, headers=headers | {"Accept": "application/json"})
    assert (answer.status_code, answer.json["title"]) == (status, statuses.TITLES[status])
    page = client.open(**asked, headers=headers, query_string={"lang": "ru"})
    assert (page.status_code, page.mimetype) == (status, "text/html")
    assert f"<h1>{in_russian}</h1>" in page.text
    assert "Renamed" not in answer.text + page.text

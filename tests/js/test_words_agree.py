"""Numbers and dates read the same whether the server or the browser writes them."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from webapp.language import LANGUAGES, number
from webapp.values import date_signs, date_words

WORDS = Path(__file__).parents[2] / "static" / "js" / "words.mjs"
NUMBERS = (0, 0.5, -3.25, 52.97, 1495.4, 9999.9996, 1_530_000, 82_471, 0.057)
DATES = ("1991", "2022-01", "2022-01-05", "2021-09", "1999-12-31", "about 2021")
SCRIPT = """
import {readFileSync} from 'node:fs';
const {dateWords, numberWords} = await import(process.argv[1]);
const asked = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(asked.map(({lang, signs, numbers, dates}) => ({
  numbers: numbers.map(one => numberWords(one, lang)),
  dates: dates.map(one => dateWords(one, signs)),
}))));
"""


def test_server_and_browser_write_alike():
    """In each language, by the CLDR of Babel; the browser is told what it may not know."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed; tests/run installs it.")
    asked = [
        {"lang": lang, "signs": date_signs(lang), "numbers": NUMBERS, "dates": DATES}
        for lang in LANGUAGES
    ]
    call = [node, "--input-type=module", "-e", SCRIPT, WORDS.as_uri()]
    done = subprocess.run(call, input=json.dumps(asked), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [
        {
            "numbers": [number(one, lang) for one in NUMBERS],
            "dates": [date_words(one, lang) for one in DATES],
        }
        for lang in LANGUAGES
    ]

"""Joined files: what they hold, that they do what the files apart do, and how they are kept."""

import re
import shutil
import subprocess

import pytest

from webapp import joined
from webapp.assets import asset, find, text_of

MODULES = {
    "use.mjs": """
/** The entry: it awaits, and brings a module that needs what is here. */
import {say} from './say.mjs';
import {
  rings as circles, count,
} from './marks/ring.mjs';
import './first.mjs';

say(`entry ${circles()} ${count()}`); // a comment that is not "needed"
await null;
const {later} = await import('./later.mjs');
later();
""",
    "say.mjs": "export const said = [];\nexport function say(word) { said.push(word); }\n",
    "first.mjs": "import {say} from './say.mjs';\n\nsay('first');\n",
    "marks/ring.mjs": """
import {say} from '../say.mjs';

let drawn = 0;
export async function never() { say('never'); }
export const rings = () => 'rings';
/** How often it was asked. */
export function count() { drawn += 1; return drawn; }
""",
    "later.mjs": """
import {say, said as words} from './say.mjs';
import {count} from './marks/ring.mjs';
import {beside} from './beside.mjs';

export function later() {
  say(`later ${count()}`);
  beside();
  console.log(words.join('|'));
}
""",
    "beside.mjs": "import {say} from './say.mjs';\nexport function beside() { say('beside'); }\n",
}
SAID = "first|entry rings 1|later 2|beside"


@pytest.fixture
def run(tmp_path):
    """Write modules to a folder and import one in Node.js; what it prints."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed; tests/run installs it.")

    def run(texts: dict[str, str], address: str) -> str:
        for path, text in texts.items():
            (tmp_path / path).parent.mkdir(exist_ok=True)
            (tmp_path / path).write_text(text)
        (tmp_path / "start.mjs").write_text(f"import './{address}';\n")
        done = subprocess.run([node, tmp_path / "start.mjs"], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    return run


def test_modules_do_joined_what_they_do_apart(run):
    """Order, other names, awaiting, and one life of each module, also for one that comes later."""
    paths = ("use.mjs", "later.mjs", "beside.mjs")
    files = {path: joined.script("use", path, MODULES.get) for path in paths}
    made = {path: file.data.decode() for path, file in files.items()}
    apart = dict.fromkeys(MODULES, "throw new Error('asked for apart');\n")
    assert run(MODULES, "use.mjs") == SAID
    assert run(apart | made, f"use.mjs?v={files['use.mjs'].sha256[:8]}") == SAID


def test_an_entry_holds_what_it_imports_and_not_what_comes_later():
    """In the order in which they run; comments are left out."""
    assert joined.imported("use.mjs", MODULES.get) == ["say.mjs", "marks/ring.mjs", "first.mjs"]
    text = joined.script("use", "use.mjs", MODULES.get).data.decode()
    assert "beside" not in text
    assert "needed" not in text


def test_all_files_of_an_entry_have_the_version_of_all():
    """A change anywhere is another version everywhere, so that none is kept with an older one."""
    before = {path: joined.script("use", path, MODULES.get) for path in ("use.mjs", "later.mjs")}
    assert len({file.sha256 for file in before.values()}) == 1
    assert f"./later.mjs?v={before['use.mjs'].sha256[:8]}".encode() in before["use.mjs"].data
    changed = MODULES | {"beside.mjs": MODULES["beside.mjs"] + "export const more = 1;\n"}
    after = joined.script("use", "use.mjs", changed.get)
    assert after.sha256 != before["use.mjs"].sha256
    assert f"./later.mjs?v={after.sha256[:8]}".encode() in after.data


@pytest.mark.parametrize(("entry", "path"), [("later", "later.mjs"), ("use", "say.mjs")])
def test_there_is_no_other_file(entry, path):
    """Neither another entry, nor a module that the entry holds."""
    with pytest.raises(FileNotFoundError):
        joined.script(entry, path, MODULES.get)
    with pytest.raises(FileNotFoundError):
        joined.sheet("nowhere", MODULES.get)


@pytest.mark.parametrize("entry", joined.SCRIPTS)
def test_every_module_of_ours_can_be_joined(app, client, entry):
    """Nothing is left of the statements that a joined file cannot hold; all parts are served."""
    with app.test_request_context():
        first = client.get(asset(f"joined/{entry}/{entry}.mjs"))
    assert first.status_code == 200
    assert "immutable" in first.headers["Cache-Control"]
    assert len(re.findall(r"\bexport\b", first.text)) == 1
    assert not re.search(r"^import\b|[;}]import\b(?!\()", first.text, re.MULTILINE)
    for name in re.findall(r"import\('\./([^']+)'\)", first.text):
        later = client.get(f"/static/joined/{entry}/{name}")
        assert later.status_code == 200, name
        assert "immutable" in later.headers["Cache-Control"]
        for beside in re.findall(r"from'\./([^']+)'", later.text):
            assert client.get(f"/static/joined/{entry}/{beside}").status_code == 200, beside


@pytest.mark.parametrize("page", joined.SHEETS)
def test_a_page_has_its_sheets_in_order(app, client, page):
    """Each rule of each sheet is there; comments are not."""
    with app.test_request_context():
        sheet = client.get(asset(f"joined/{page}.css")).text
        parts = [text_of(f"css/{part}.css") for part in joined.SHEETS[page]]
    assert "/*" not in sheet
    assert sheet.count("{") == sum(
        re.sub(r"/\*.*?\*/", "", part, flags=re.DOTALL).count("{") for part in parts
    )
    assert sheet.index("--ink-water") < sheet.index(".skip")


@pytest.mark.parametrize(
    "path",
    ["nowhere.css", "atlas/nothing.mjs", "atlas/words.mjs", "year/year.mjs", "atlas.mjs", ".css"],
)
def test_nothing_else_is_joined(client, path):
    """An unknown page, entry or module is not there."""
    assert find(f"joined/{path}") is None
    assert client.get(f"/static/joined/{path}").status_code == 404


def test_rules_are_sent_as_they_are_written():
    """Comments and indents are left out, and nothing else: `.a :is(.b)` is not `.a:is(.b)`."""
    sheet = "/* Why: this. */\n.a :is(.b, .c) {\n  color: red; /* and why red */\n}\n"
    texts = {"css/tokens.css": sheet}
    made = joined.sheet("page", lambda path: texts.get(path, "")).data.decode()
    assert made.strip() == ".a :is(.b, .c) {\ncolor: red; }"

"""Claims about Aqdala, what its sources say, and a tour of two steps, for the made-up atlas."""

import csv
import io
from pathlib import Path

from tests.made_up import rewrite

REAL = Path(__file__).parents[2] / "geodata" / "sources"
LANGUAGES = ("en", "kk", "ru")
VIEW = {"layers": "towns", "year": "2021", "map": "6/52.25/62.50", "select": "towns/ak-kala"}
CITED = {"source_ids": "yearbook-2021", "citation": "Yearbook 2021", "confidence": "sourced"}


def add_argument(folder: Path) -> Path:
    """Give a made-up atlas claims, findings and a tour, described as the real ones are."""
    write(folder, "claims", [claim("hills", "{hill} of {all}, {share} percent")])
    write(
        folder,
        "claim_findings",
        [
            finding("all", cells="composition[ak-kala|2021|plain].total"),
            finding("hill", cells="composition[ak-kala|2021|hill].count"),
            finding(
                "share",
                cells="composition[ak-kala|2021|hill].count",
                of="composition[ak-kala|2021|hill].count;composition[ak-kala|2021|plain].count",
            ),
            finding("stated", value="12.5", unit="percent", **CITED),
        ],
    )
    write(folder, "tour", [step("one", "{hills/share} percent"), step("two", "No figure")])
    return folder


def claim(name: str, weighed: str, **parts: str) -> dict[str, str]:
    """A row of `claims`."""
    fixed = {"position": "1", "id": name, "wording": "quoted", "quote": "most", "verdict": "holds"}
    texts = in_languages(title="Hills", weighed=weighed)
    return fixed | texts | VIEW | {"features": "towns/ak-kala"} | CITED | parts


def finding(name: str, **parts: str) -> dict[str, str]:
    """A row of `claim_findings` for the one claim."""
    fixed = {"claim_id": "hills", "position": "1", "id": name}
    return fixed | in_languages(statement=f"About {name}") | parts


def step(name: str, text: str, **parts: str) -> dict[str, str]:
    """A row of `tour`."""
    fixed = {"position": "1", "id": name, "claim_ids": "hills", "source_ids": "yearbook-2021"}
    return fixed | in_languages(title=name, text=text) | VIEW | parts


def in_languages(**texts: str) -> dict[str, str]:
    """The same text in every language."""
    return {f"{part}_{lang}": text for part, text in texts.items() for lang in LANGUAGES}


def write(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    """Write a table with the columns and the description of the real one."""
    sources = folder / "sources"
    described = (REAL / f"{name}.toml").read_text(encoding="utf-8")
    (sources / f"{name}.toml").write_text(described, encoding="utf-8")
    with (REAL / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    rewrite(folder, f"{name}.csv", out.getvalue(), rows=len(rows))

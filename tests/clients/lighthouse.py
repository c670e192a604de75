"""Ask Lighthouse about a page of the atlas, in the browser that the other tests use."""

import json
import os
import shutil
import subprocess
from pathlib import Path

SECONDS = 300
CHROME = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'",
)
# Now and then its trace misses the start of the page; it asks then to be run again.
UNRECORDED, TRIES = "(NO_NAVSTART)", 3
DARK = "--blink-settings=preferredColorScheme=0"
SCORES = ("accessibility", "best-practices", "performance")
# What a reader waits for, in Lighthouse's own names, in ms; the last one has no unit.
WAITS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")
WAITS += ("cumulative-layout-shift",)


def ask(
    modules: Path,
    chromium: str,
    url: str,
    *,
    categories: tuple[str, ...] = SCORES,
    is_desk: bool = False,
    is_dark: bool = False,
) -> dict:
    """The report of Lighthouse: scores from 0 to 100 by category, waits, and what failed.

    The page is asked for as by a phone on slow 4G with a quarter of the processor (Lighthouse's
    simulated throttling), or as by a desk, its preset of that name. `modules` is the folder of the
    npm packages. Raises RuntimeError when no report comes.
    """
    flags = (*CHROME, DARK) if is_dark else CHROME
    command = [
        *(shutil.which("node") or "node", modules / "lighthouse" / "cli" / "index.js", url),
        *("--quiet", "--output=json", f"--only-categories={','.join(categories)}"),
        *("--no-enable-error-reporting", f"--chrome-flags={' '.join(flags)}"),
        *(["--preset=desktop"] if is_desk else []),
    ]
    for _ in range(TRIES):
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            env=os.environ | {"CHROME_PATH": chromium},
        )
        if UNRECORDED not in done.stderr:
            break
    if done.returncode:
        raise RuntimeError(f"Lighthouse made no report: {done.stderr.strip()[-800:]}")
    report = json.loads(done.stdout)
    scores = {name: round(100 * part["score"]) for name, part in report["categories"].items()}
    failed = {
        audit["id"]: audit["title"]
        for name, part in report["categories"].items()
        if name != "performance"
        for ref in part["auditRefs"]
        for audit in [report["audits"][ref["id"]]]
        if audit["score"] is not None and audit["score"] < 1 and ref["weight"]
    }
    waits = {
        name: report["audits"][name]["numericValue"]
        for name in WAITS
        if name in report["audits"] and "numericValue" in report["audits"][name]
    }
    return {"scores": scores, "waits": waits, "failed": failed}

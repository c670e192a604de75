"""Bytes of a file as text, or what keeps them from being read as UTF-8."""

import codecs

from geodata.validation.problem import Finding

ACCEPTED = "files are UTF-8 without a byte-order mark, lines end with a line feed"


def decode(data: bytes) -> tuple[str | None, list[Finding]]:
    """The text of a file and what is wrong with it; None when there is nothing to read."""
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        return None, [Finding(1, "empty-file", "The file is empty; rows or features are expected.")]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None, [Finding(1, "encoding", f"The file looks like UTF-16; {ACCEPTED}.")]
    found = []
    if data.startswith(codecs.BOM_UTF8):
        data = data[len(codecs.BOM_UTF8) :]
        message = f"The file begins with the bytes EF BB BF; {ACCEPTED}."
        found.append(Finding(1, "byte-order-mark", message))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return None, [*found, _undecodable(data, fault)]
    return text, [*found, *_odd_characters(text)]


def _undecodable(data: bytes, fault: UnicodeDecodeError) -> Finding:
    line_start = data.rfind(b"\n", 0, fault.start) + 1
    line = data.count(b"\n", 0, fault.start) + 1
    if fault.reason == "unexpected end of data":
        message = "The file ends in the middle of a character; it may have been cut off."
        return Finding(line, "truncated", message)
    end = data.find(b"\n", fault.start)
    as_cp1251 = data[line_start : end if end >= 0 else None].decode("cp1251", "replace").strip()
    return Finding(
        line,
        "encoding",
        f"Byte {fault.start - line_start + 1} of the line, 0x{data[fault.start]:02X}, is not UTF-8;"
        f' {ACCEPTED}. Read as cp1251 the line would be "{as_cp1251[:80]}".',
    )


def _odd_characters(text: str) -> list[Finding]:
    marks = {
        "\r": ("line-ends", "There is a carriage return (CR)"),
        "\x00": ("encoding", "There is a NUL character"),
        "\ufffd": (
            "encoding",
            "There is a replacement character (U+FFFD), left by a wrong decoding",
        ),
    }
    return [
        Finding(text.count("\n", 0, text.index(mark)) + 1, rule, f"{what}; {ACCEPTED}.")
        for mark, (rule, what) in marks.items()
        if mark in text
    ]

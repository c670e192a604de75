"""Settings of the web application: each a name, a safe default and a sentence."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import geodata

PREFIX = "STEPPE_ATLAS_"


class BadSetting(Exception):
    """A setting has a value that cannot be used."""


@dataclass(frozen=True)
class Setting:
    """One setting; `read` turns the environment's text into its value or raises ValueError."""

    name: str
    default: object
    sentence: str
    read: Callable[[str], object] = str


def load(given: Mapping[str, object], environment: Mapping[str, str] | None = None) -> dict:
    """All settings: what is given goes before the environment, which goes before the defaults.

    Names that are no settings of ours (Flask's own, such as TESTING) are passed on. Raises
    BadSetting.
    """
    environment = os.environ if environment is None else environment
    values = {setting.name: _value(setting, given, environment) for setting in SETTINGS}
    values["PUBLIC_URL"] = _public_url(values["PUBLIC_URL"])
    return dict(given) | values


def cache_folder(settings: Mapping[str, object]) -> Path:
    """Where everything is kept that can be made again: CACHE_FOLDER, or a folder of the user's."""
    users = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return settings["CACHE_FOLDER"] or users / "steppe-atlas"


def _value(setting: Setting, given: Mapping, environment: Mapping[str, str]) -> object:
    if given.get(setting.name) is not None:
        value = given[setting.name]
    elif environment.get(PREFIX + setting.name):
        value = environment[PREFIX + setting.name]
    else:
        return setting.default
    try:
        return setting.read(value) if isinstance(value, str) else value
    except ValueError as fault:
        raise BadSetting(f"{PREFIX}{setting.name}: {fault}") from None


def _public_url(url: str | None) -> str | None:
    if url is None:
        return None
    parts = urlsplit(url)
    plain = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    if not plain or parts.query or parts.fragment:
        raise BadSetting(
            f"{PREFIX}PUBLIC_URL must be like https://atlas.example/maps; got {url!r}."
        )
    return url.rstrip("/")


def _hosts(text: str) -> tuple[str, ...]:
    return tuple(host.strip().lower() for host in text.split(",") if host.strip())


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"must be a whole number, not negative; got {text!r}.")
    return int(text)


def _is_on(text: str) -> bool:
    if text in ("0", "1"):
        return text == "1"
    raise ValueError(f"must be 0 or 1; got {text!r}.")


SETTINGS = (
    Setting(
        "PUBLISHED",
        Path(geodata.__file__).parent / "published",
        "The folder of published GeoJSON and its catalog.",
        Path,
    ),
    Setting(
        "PUBLIC_URL",
        None,
        "The address under which people reach the atlas, with a path where it does not have a host "
        "to itself; absolute links are built from it, or else from the request's checked host.",
    ),
    Setting(
        "ALLOWED_HOSTS",
        ("127.0.0.1", "localhost", "[::1]"),
        "Host names, separated by commas, that a request may ask for besides that of PUBLIC_URL; "
        "`.example.org` allows all below it. Others are refused.",
        _hosts,
    ),
    Setting(
        "CACHE_FOLDER",
        None,
        "The folder where tiles, fonts, drawn maps and GeoPackages are kept once made; without it, "
        "`steppe-atlas` in the user's cache folder.",
        Path,
    ),
    Setting(
        "CACHE_BYTES",
        256_000_000,
        "How many bytes of GeoPackages, and of parts of the atlas in one file, to keep; of each "
        "the least recently asked for go first.",
        _whole,
    ),
    Setting(
        "PICTURE_CACHE_BYTES",
        512_000_000,
        "How many bytes of drawn tiles and maps to keep; the least recently asked for go first.",
        _whole,
    ),
    Setting(
        "DRAWINGS_WAITING",
        7,
        "How many requests of one worker may draw or wait for a drawing; a further one is answered "
        "503 and may ask again.",
        _whole,
    ),
    Setting(
        "DATA_SECONDS",
        300,
        "How many seconds browsers and proxies may reuse a data answer before they ask again.",
        _whole,
    ),
    Setting(
        "METRICS_PUBLIC",
        False,
        "Whether everybody may read `/metrics` (1), or only clients of this machine or of its "
        "private network that ask without a proxy (0).",
        _is_on,
    ),
    Setting(
        "COUNTERS_FOLDER",
        None,
        "The folder where worker processes count what they answer, so that `/metrics` adds them "
        "up; `serve` makes one and removes it, and without one each process counts for itself.",
        Path,
    ),
    Setting(
        "MAX_BODY_BYTES",
        16_384,
        "The largest request body, in bytes, that is not refused; the atlas itself needs none.",
        _whole,
    ),
)

"""Settings: names, safe defaults, sentences, and what goes before what."""

from pathlib import Path

import pytest

from webapp.config import PREFIX, SETTINGS, BadSetting, load


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_described(setting):
    """A setting has a name in capitals and a sentence that starts large and ends with a stop."""
    assert setting.name == setting.name.upper()
    assert len(setting.sentence) > 30
    assert setting.sentence[0].isupper()
    assert setting.sentence.endswith(".")


def test_every_setting_that_the_code_reads_is_declared():
    """No module asks the configuration for a name that is not in the table."""
    import re

    import webapp

    texts = [path.read_text() for path in Path(webapp.__file__).parent.rglob("*.py")]
    read = {name for text in texts for name in re.findall(r'config\["([A-Z_]+)"\]', text)}
    assert read <= {setting.name for setting in SETTINGS}
    assert "PUBLISHED" in read


def test_defaults_answer_for_this_machine_only():
    """Without any setting only loopback names are answered for, and no address is assumed."""
    settings = load({}, {})
    assert settings["ALLOWED_HOSTS"] == ("127.0.0.1", "localhost", "[::1]")
    assert settings["PUBLIC_URL"] is None
    assert settings["PUBLISHED"].name == "published"


def test_what_is_given_goes_before_the_environment():
    """A given value beats the environment's, which beats the default."""
    environment = {PREFIX + "CACHE_BYTES": "5", PREFIX + "DATA_SECONDS": "7"}
    settings = load({"CACHE_BYTES": 3}, environment)
    assert settings["CACHE_BYTES"] == 3
    assert settings["DATA_SECONDS"] == 7


def test_zero_is_a_value():
    """A setting of 0 is not mistaken for none."""
    assert load({"DATA_SECONDS": 0}, {})["DATA_SECONDS"] == 0
    assert load({}, {PREFIX + "DATA_SECONDS": "0"})["DATA_SECONDS"] == 0


def test_hosts_are_a_list():
    """Hosts are separated by commas and compared in small letters."""
    environment = {PREFIX + "ALLOWED_HOSTS": "Atlas.example, .maps.example"}
    assert load({}, environment)["ALLOWED_HOSTS"] == ("atlas.example", ".maps.example")


@pytest.mark.parametrize("text", ["-1", "many", "1.5", "²"])
def test_a_number_that_is_none_is_refused(text):
    """A setting that cannot be read is refused by name."""
    with pytest.raises(BadSetting, match="STEPPE_ATLAS_CACHE_BYTES: must be a whole number"):
        load({}, {PREFIX + "CACHE_BYTES": text})


@pytest.mark.parametrize(
    "url",
    ["atlas.example", "ftp://atlas.example", "https://", "https://me@atlas.example", "http://a/?b"],
)
def test_a_public_url_that_is_none_is_refused(url):
    """The public address has a scheme and a host and nothing after its path."""
    with pytest.raises(BadSetting, match="PUBLIC_URL must be like"):
        load({"PUBLIC_URL": url}, {})

"""What is tied to what across layers."""

from webapp.related import Tie, Ties, named_ids

LAYERS = {
    "lines": {"cpc": {}, "lonely": {"gem_id": "P0335"}},
    "incidents": {"storm": {"pipeline_id": "cpc"}},
    "stations": {"tengiz": {"pipeline_ids": "cpc; nowhere", "source_ids": ["cpc"]}},
    "owners": {"cpc": {}},
}


def ties():
    """The ties between the features above."""
    return Ties(
        [{"id": name} for name in LAYERS],
        lambda _, layer: {
            key: {"properties": properties} for key, properties in LAYERS[layer].items()
        },
    )


def test_a_feature_knows_what_it_names_and_what_names_it():
    """A storm leads to its line and the line back to the storm."""
    assert Tie("lines", "cpc") in ties().of("incidents", "storm")
    assert Tie("incidents", "storm") in ties().of("lines", "cpc")


def test_one_id_in_two_layers_is_one_thing():
    """The same id elsewhere is related, and a feature is not related to itself."""
    assert ties().of("owners", "cpc")[0] == Tie("lines", "cpc")
    assert Tie("owners", "cpc") not in ties().of("owners", "cpc")


def test_ids_that_are_no_features_tie_nothing():
    """An id of somebody else's table leads nowhere."""
    assert ties().of("lines", "lonely") == []
    assert Tie("stations", "tengiz") in ties().of("lines", "cpc")


def test_works_cited_are_not_ties():
    """`source_ids` name works, not features."""
    assert list(named_ids({"source_ids": ["cpc"], "pipeline_ids": "a; b", "to_id": None})) == [
        "a",
        "b",
    ]

"""Read `/metrics` with the parser of Prometheus's own client."""

from prometheus_client.parser import text_string_to_metric_families


def read(text: str) -> dict[tuple, float]:
    """Every sample by its name and its pairs of labels."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            key = (sample.name, *sorted(sample.labels.items()))
            assert key not in found
            found[key] = sample.value
    return found


def requests(found: dict[tuple, float], kind: str, status: str = "2xx") -> float:
    """How many requests of a kind were answered with a class of status."""
    return found["steppe_atlas_requests_total", ("kind", kind), ("status", status)]


def sent(found: dict[tuple, float], kind: str) -> float:
    """How many bytes were sent of a kind."""
    return found["steppe_atlas_response_bytes_total", ("kind", kind)]

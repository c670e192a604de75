"""Search for machines, and oEmbed."""

from webapp.openapi.answers import DATA
from webapp.openapi.operations import Address
from webapp.openapi.paths.data import JSON

ADDRESSES = (
    Address(
        "/search.json",
        "search",
        "search",
        DATA,
        "Search",
        "The best answers to `q`, with names in three languages, years, position and a link to the "
        "map; none without words.",
        {JSON: "Found"},
        query=("q", "lang", "limit"),
    ),
    Address(
        "/search-index.json",
        "searchIndex",
        "search",
        DATA,
        "All that can be found",
        "Every entry of the search, with the table of letters that pages search with.",
        {JSON: "SearchIndex"},
    ),
    Address(
        "/oembed",
        "oembed",
        "embedding",
        DATA,
        "oEmbed 1.0",
        "The iframe that shows the view of an address of this atlas; any other address is 404.",
        {JSON: "OEmbed"},
        query=("url", "maxwidth", "maxheight", "format"),
        also=(501,),
    ),
)

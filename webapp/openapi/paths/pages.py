"""Pages for people."""

from webapp.openapi.answers import HTML, PAGE, STORED_PAGE, Kind
from webapp.openapi.operations import Address
from webapp.openapi.parameters import VIEW

TEXT = {HTML: "text"}


def _page(
    path: str,
    name: str,
    summary: str,
    what: str,
    *places: str,
    kind: Kind = PAGE,
    tag: str = "pages",
    query: tuple[str, ...] = VIEW,
) -> Address:
    return Address(path, name, tag, kind, summary, what, TEXT, places, query)


ADDRESSES = (
    _page(
        "/",
        "atlas",
        "The atlas",
        "The map as the query says, with panel, legend and tables; it reads without scripts. "
        "`compare` with `year` puts two years side by side, `tour` stands at a step of the tour.",
        kind=STORED_PAGE,
    ),
    _page(
        "/atlas.html",
        "atlasFile",
        "The atlas in one file",
        "A view of the atlas in one file of at most 5 MB that opens from disk without a network. "
        "When what the view shows does not fit, 400 says so.",
        kind=STORED_PAGE,
    ),
    _page(
        "/embed",
        "embeddedAtlas",
        "The atlas for an iframe",
        "The same view as `/`, for a frame: map, title, legend and credits. It is the only page "
        "that other sites may frame.",
        kind=STORED_PAGE,
        tag="embedding",
    ),
    _page(
        "/use",
        "snippets",
        "Snippets for a view",
        "How to put a view on another page: iframe, Leaflet, MapLibre GL, OpenLayers, QGIS.",
        tag="embedding",
    ),
    _page(
        "/use/{layer}",
        "layerSnippets",
        "Snippets for a layer",
        "How to put one layer on another page.",
        "layer",
        tag="embedding",
    ),
    _page("/layers", "layers", "All layers", "Every layer by theme: what it shows, its years."),
    _page(
        "/layers/{layer}",
        "layer",
        "One layer",
        "Description, table, caveats, sources and downloads of a layer.",
        "layer",
        query=(*VIEW, "page"),
    ),
    _page(
        "/layers/{layer}/{feature}",
        "feature",
        "One feature",
        "Names, figures, sources and charts of a feature.",
        *("layer", "feature"),
    ),
    _page("/sources", "sources", "All works cited", "Every work, and the layers that cite it."),
    _page(
        "/sources/{table}",
        "sourceTable",
        "One table of the sources",
        "What a table behind the layers is, whence it comes, and its rows.",
        "sourceTable",
        query=(*VIEW, "page"),
    ),
    _page(
        "/sources/{table}/{row}",
        "sourceRow",
        "One row of the sources",
        "Every cell, the citation word for word, the works, and what rests on the row.",
        *("sourceTable", "row"),
    ),
    _page(
        "/claims",
        "claims",
        "The article's claims, weighed",
        "Each claim, what the sources say, which holds. 404 in an atlas without claims.",
    ),
    _page("/tour", "tour", "The guided tour", "The argument in eight views, as one page."),
    _page("/tour/{step}", "tourStep", "One step of the tour", "Its text, and its view.", "step"),
    _page(
        "/compare",
        "compare",
        "Two years side by side",
        "What differs between `compare` and `year`, with a picture of each.",
    ),
    _page(
        "/describe",
        "describe",
        "A view in words",
        "What the map of a view shows, told in words; `bbox` says which part of it is in sight.",
        query=(*VIEW, "bbox"),
    ),
    _page(
        "/share",
        "share",
        "A view to share",
        "The link of a view, and the files that show it.",
        query=(*VIEW, "bbox"),
    ),
    _page(
        "/search",
        "searchPage",
        "Search, as a page",
        "What is found, as links to the map.",
        tag="search",
        query=(*VIEW, "q"),
    ),
    _page(
        "/cite",
        "cite",
        "How to cite a view",
        "The citation of a view in words and in three formats, and the works that it shows.",
        tag="citations",
    ),
)

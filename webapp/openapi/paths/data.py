"""Layers, claims and views as files."""

from webapp import tidy
from webapp.layers import GEOJSON, GEOPACKAGE
from webapp.openapi.answers import DATA
from webapp.openapi.operations import Address
from webapp.openapi.parameters import VIEW

JSON, CSV = "application/json", tidy.CSV.partition(";")[0]
CUT = ("bbox", "dataYear", "prefer")

ADDRESSES = (
    Address(
        "/layers.json",
        "catalog",
        "data",
        DATA,
        "The catalog",
        "All layers: titles in three languages, theme, geometry, extent, years, licences, "
        "attribution, caveats, sources and links.",
        {JSON: "Catalog"},
    ),
    Address(
        "/layers/{layer}.geojson",
        "layerGeojson",
        "data",
        DATA,
        "A layer as GeoJSON",
        "The features of a layer (RFC 7946), whole or cut to a box and a year.",
        {GEOJSON: "FeatureCollection"},
        ("layer",),
        CUT,
    ),
    Address(
        "/layers/{layer}.csv",
        "layerCsv",
        "data",
        DATA,
        "A layer as CSV",
        "A row per feature, or with `table` a row per record of one of its tables.",
        {CSV: "text"},
        ("layer",),
        (*CUT, "records"),
    ),
    Address(
        "/layers/{layer}.gpkg",
        "layerGeopackage",
        "data",
        DATA,
        "A layer as GeoPackage",
        "The whole layer and its tables.",
        {GEOPACKAGE: None},
        ("layer",),
        ("prefer",),
    ),
    Address(
        "/claims.json",
        "claimsJson",
        "data",
        DATA,
        "The claims as JSON",
        "Every claim in three languages with its findings, the works cited, and links.",
        {JSON: "Claims"},
    ),
    Address(
        "/claims.csv",
        "claimsCsv",
        "data",
        DATA,
        "The claims as CSV",
        "A row per claim, or a row per finding.",
        {CSV: "text"},
        query=("part",),
    ),
    Address(
        "/compare.csv",
        "compareCsv",
        "data",
        DATA,
        "What differs between two years",
        "A row per difference in what a view shows.",
        {CSV: "text"},
        query=VIEW,
    ),
    Address(
        "/view.csv",
        "viewCsv",
        "data",
        DATA,
        "What a view shows, as CSV",
        "A row per value of every visible layer, with the rows of the sources that it rests on.",
        {CSV: "text"},
        query=(*VIEW, "bbox"),
    ),
)

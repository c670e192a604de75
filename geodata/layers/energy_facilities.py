"""Oil and gas fields, refineries, terminals, ports and stations along the lines of the atlas.

Each mark is one facility with its operator and its capacity or output as cited. A pale mark
stands for a position that its source calls approximate, or that of the town beside it. Left out:
facilities whose position or existence rests on general knowledge alone, among them the moorings of
the Caspian Pipeline Consortium and most of its newer pump stations. Figures as of November 2025.
"""

from geopandas import GeoDataFrame, points_from_xy
from pandas import DataFrame

from geodata.layer import Field, Layer
from geodata.source import WGS84
from geodata.style import Flag, Swatch, by_category

from .evidence import cited, declared, shown

APPROXIMATELY = "approximate|±|(?:town|city) centre"
# Reviewed by hand: lines that begin, end or pump at the facility, in the order of their ids.
LINES_AT = {
    "adamowo-zastawa": "druzhba-north",
    "aktau-port": "kalamkas-karazhanbas-aktau; tanker-aktau-baku; tanker-aktau-makhachkala; "
    "uzen-zhetybay-aktau",
    "alashankou-terminal": "atasu-alashankou",
    "atasu-ps": "atasu-alashankou; pavlodar-shymkent",
    "ceyhan-terminal": "btc",
    "cpc-marine-terminal": "cpc",
    "cpc-ps-2": "cpc",
    "cpc-ps-atyrau": "cpc; karachaganak-atyrau",
    "cpc-ps-komsomolskaya": "cpc",
    "cpc-ps-kropotkinskaya": "cpc",
    "cpc-ps-tengiz": "cpc",
    "cs-aleksandrov-gay": "cac-3; cac-east; orenburg-novopskov; ru-kz-uz-reverse; soyuz",
    "cs-karaozek": "beineu-bozoi-shymkent; saryarka",
    "cs-makat": "cac-3; cac-east; makat-north-caucasus; ru-kz-uz-reverse",
    "kalamkas-field": "kalamkas-karazhanbas-aktau",
    "karachaganak-field": "karachaganak-atyrau; karachaganak-orenburg",
    "karakoin-ps": "kumkol-karakoin; pavlodar-shymkent",
    "karazhanbas-field": "kalamkas-karazhanbas-aktau",
    "kenkiyak-field": "kenkiyak-atyrau; kenkiyak-kumkol",
    "kenkiyak-ps": "kenkiyak-atyrau; kenkiyak-kumkol; kenkiyak-orsk",
    "khorgos-gas": "central-asia-china",
    "kto-ps-bolshoi-chagan": "karachaganak-atyrau; uzen-atyrau-samara",
    "kumkol-field": "kenkiyak-kumkol; kumkol-karakoin",
    "kumkol-ps": "kenkiyak-kumkol; kumkol-karakoin",
    "kuryk-port": "kcts-eskene-kuryk; tanker-kuryk-baku",
    "orenburg-gpp": "karachaganak-orenburg",
    "pavlodar-refinery": "omsk-pavlodar; pavlodar-shymkent",
    "samara-hub": "druzhba-north; samara-tikhoretsk-novorossiysk; uzen-atyrau-samara",
    "sangachal-terminal": "baku-novorossiysk; baku-supsa; btc",
    "schwedt-refinery": "druzhba-north",
    "sheskharis-terminal": "baku-novorossiysk; makhachkala-novorossiysk; "
    "samara-tikhoretsk-novorossiysk",
    "shymkent-refinery": "pavlodar-shymkent; shymkent-chardzhou",
    "supsa-terminal": "baku-supsa",
    "tengiz-field": "cpc",
    "tikhoretskaya-ps": "baku-novorossiysk; makhachkala-novorossiysk; "
    "samara-tikhoretsk-novorossiysk",
    "unecha-ps": "bps-2; druzhba-north",
    "ust-luga-terminal": "bps-2",
    "uzen-field": "uzen-atyrau-samara; uzen-zhetybay-aktau",
    "zhanazhol-field": "kenkiyak-orsk",
    "zhetybay-field": "uzen-zhetybay-aktau",
}
CLASSES = (
    Swatch("Field", "oil", "field", symbol="hexagon"),
    Swatch("Refinery", "oil", "refinery", symbol="square"),
    Swatch("Oil terminal", "oil", "terminal", symbol="triangle-down"),
    Swatch("Port", "sea", "port", symbol="triangle-down"),
    Swatch("Pump station", "oil", "pump_station", symbol="circle"),
    Swatch("Gas processing plant", "gas", "gas_plant", symbol="square"),
    Swatch("Compressor station", "gas", "compressor", symbol="circle"),
    Swatch("Gas station at a border", "gas", "border", symbol="diamond"),
)
FIELDS = (
    Field("kind", "Kind", labels=tuple((one.value, one.title) for one in CLASSES)),
    Field("country", "Country", description="ISO 3166 code."),
    Field("operator", "Operator"),
    Field("capacity", "Capacity or output", "text", is_translated=True),
    Field("year_opened", "In use since", "year"),
    Field("pipeline_ids", "Lines", description="Ids of the lines in the pipeline layers."),
    Field("is_approximate", "Position only approximate", "boolean"),
)


def features(facilities: DataFrame) -> GeoDataFrame:
    """One point per sourced facility with a position, in WGS 84."""
    rows = shown(facilities).dropna(subset=["lon", "lat"]).set_index("id")
    frame = GeoDataFrame(rows, geometry=points_from_xy(rows["lon"], rows["lat"]), crs=WGS84)
    frame["year_opened"] = frame["year"]
    frame["pipeline_ids"] = [LINES_AT.get(name) for name in frame.index]
    frame["is_approximate"] = frame["citation"].str.contains(APPROXIMATELY).astype(bool)
    frame["from_year"], frame["to_year"] = frame["year"], None
    frame["source_ids"] = [cited(cell) for cell in frame["source_ids"]]
    return declared(frame, FIELDS)


LAYER = Layer(
    id="energy-facilities",
    title="Energy facilities",
    kind="facility",
    description=__doc__,
    sources=("facilities",),
    features=features,
    style=by_category(
        "symbol",
        "kind",
        CLASSES,
        flags=(Flag("is_approximate", "hollow", "Position only approximate"),),
    ),
    fields=FIELDS,
    headline="capacity",
    bbox=(14.0, 34.0, 90.0, 62.0),
    caveats=("The year is that of first production or opening as cited; many are not known.",),
)

"""Words for the codes in the tables of the sources that no layer explains."""

# Columns of the tables whose codes the layers explain under another name.
ALIKE = {
    "group_code": "group",
    "organisation_id": "organisation",
    "type": "kind",
    "unit_level": "area",
}
CONFIDENCE = {
    "sourced": "read in the cited work",
    "derived": "computed from cited figures",
    "memory": "from memory",
}
WORDS: dict[str, dict[str, str]] = {
    "confidence": CONFIDENCE,
    "opened_confidence": CONFIDENCE,
    "match": {
        "name": "by its name",
        "reviewed": "by hand",
        "cited position": "position from an encyclopaedia",
        "not found": "not found",
    },
    "level": {
        "country": "Country",
        "oblast": "Oblast",
        "raion": "District",
        "city_administration": "City administration",
        "city": "City",
    },
    "kind": {"bend": "Bend", "border_crossing": "Crossing of a border"},
    "segment": {"main": "main line"},
    "unit": {"date": "a date", "text": "words"},
    "fact": {
        "land_border_length": "Length on land",
        "sea_border_length": "Length at sea",
        "total_border_length": "Length in all",
    },
    "group": {
        "pipeline": "Pipeline",
        "field operator": "Operator of a field",
        "mixed": "Mixed",
        "private": "Private",
        "Kazakh state": "Kazakh state",
        "Russian state": "Russian state",
        "Russian private (under US sanctions since Oct 2025; CPC exempted by general licence)": (
            "Russian private (under US sanctions since October 2025; the Caspian Pipeline "
            "Consortium is exempted by a general licence)"
        ),
    },
    "geography": {
        "Kazakhstan (whole country)": "Kazakhstan, the whole country",
        "Kazakhstan-Russia border": "Border of Kazakhstan and Russia",
        "Russia (whole country)": "Russia, the whole country",
    },
    "population": {"Kazakhstan-Russia land border": "Land border of Kazakhstan and Russia"},
    "status": {
        "open (restricted)": "Open with restrictions",
        "open (seasonal flood closures)": "Open, closed at times by floods",
        "proposed": "Proposed",
    },
    "year": {
        "2024 Jan-Oct": "January to October 2024",
        "2024 Jan-Sep": "January to September 2024",
        "2025 Jan-Aug": "January to August 2025",
        "2025 Jan-Apr": "January to April 2025",
        "2025 Jan-Jul": "January to July 2025",
        "2022 Jan-Apr": "January to April 2022",
        "2025 May": "May 2025",
        "2023-03 to 2025-10": "March 2023 to October 2025",
        "2001-2023 cumulative": "2001 to 2023 together",
        "2001-02.10.2025 cumulative": "2001 to 2 October 2025 together",
    },
}

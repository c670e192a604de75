"""The atlas: sources, layers and published GeoJSON; knows geography, has never heard of HTTP."""

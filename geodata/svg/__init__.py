"""The map as SVG: ground, marks and names as elements, from published GeoJSON alone."""

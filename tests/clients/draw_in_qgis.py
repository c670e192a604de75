"""Draw one layer in QGIS without a screen: run by a Python that has QGIS, such as Debian's.

Reads JSON with `kind` (`vector` or `raster`), `uri`, `bbox` (west, south, east, north, degrees) and
`picture`, the PNG to write; prints what QGIS says was wrong as a JSON list.
"""

import json
import sys

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorTileLayer,
)
from qgis.PyQt.QtCore import QSize


def main() -> None:
    """Open the layer as the browser panel would, with its style, and draw it."""
    asked = json.load(sys.stdin)
    application = QgsApplication([], False)
    application.initQgis()
    faults = []
    if asked["kind"] == "vector":
        layer = QgsVectorTileLayer(asked["uri"], "atlas")
        fault, _ = layer.loadDefaultStyle()
        faults += [fault] if fault else []
    else:
        layer = QgsRasterLayer(asked["uri"], "atlas", "wms")
    if not layer.isValid():
        faults.append("the layer is not valid")
    job = QgsMapRendererSequentialJob(_settings(layer, asked["bbox"]))
    job.start()
    job.waitForFinished()
    job.renderedImage().save(asked["picture"])
    print(json.dumps([*faults, *(one.message for one in job.errors())]))


def _settings(layer, bbox):
    degrees, metres = (QgsCoordinateReferenceSystem(f"EPSG:{code}") for code in (4326, 3857))
    turn = QgsCoordinateTransform(degrees, metres, QgsProject.instance())
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(metres)
    settings.setOutputSize(QSize(800, 500))
    settings.setExtent(turn.transformBoundingBox(QgsRectangle(*bbox)))
    return settings


if __name__ == "__main__":
    main()

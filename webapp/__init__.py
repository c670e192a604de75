"""The door of the atlas: HTTP in; page, GeoJSON or table out."""

from collections.abc import Mapping
from functools import partial

from flask import Flask

from webapp import (
    archives,
    assets,
    cite,
    claims,
    columns,
    compare,
    compression,
    config,
    current,
    describe,
    doorstep,
    embed,
    errors,
    health,
    image,
    language,
    layers,
    meant,
    metrics,
    oembed,
    openapi,
    origins,
    pages,
    raster,
    search,
    security,
    share,
    sources,
    styles,
    tile_door,
    tilejson,
    tiles,
    tour,
    vector_image,
)
from webapp.metrics import counting

__version__ = "0.1.0"
ROOMS = (
    *(layers.layers, sources.sources, origins.origins, health.health, assets.assets, pages.pages),
    *(tiles.tiles, tilejson.tilejson, archives.archives),
    *(styles.styles, raster.raster, image.image, vector_image.vector_image, share.share),
    *(search.search, cite.cite),
    *(claims.claims, claims.claims_data, tour.tour),
    compare.compare,
    *(embed.embed, oembed.oembed, describe.describe),
    *(openapi.openapi, metrics.metrics),
)


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """The atlas as a WSGI application.

    `settings` (see `config.SETTINGS`) go before the environment's `STEPPE_ATLAS_*`, which go before
    the defaults. The app starts even when nothing is published: it then answers 503 and looks again
    at each request. Raises config.BadSetting for a setting that cannot be used.
    """
    app = Flask("webapp", static_folder=None)
    app.config.update(config.load(settings or {}))
    app.url_map.merge_slashes = False
    compression.compress(app)
    doorstep.remember_pages(app)
    counting.count(app)
    tile_door.open_door(app, {"tile_vector": tiles.at_once, "tile_raster": raster.at_once})
    app.before_request(partial(tiles.shelve, app))
    security.protect(app)
    language.speak(app)
    health.watch(app)
    tiles.shelve(app)
    assets.serve(app)
    columns.offer(app)
    current.offer(app)
    errors.answer(app)
    meant.offer(app)
    for room in ROOMS:
        app.register_blueprint(room)
    return app

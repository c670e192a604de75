"""Every public address, subject by subject.

Only `/static/` is not among them: its addresses change with the files, and pages name them.
"""

from webapp.openapi.paths import data, operation, pages, pictures, searching, styles, tables, tiles

ADDRESSES = (
    *pages.ADDRESSES,
    *data.ADDRESSES,
    *tables.ADDRESSES,
    *searching.ADDRESSES,
    *tiles.ADDRESSES,
    *styles.ADDRESSES,
    *pictures.ADDRESSES,
    *operation.ADDRESSES,
)

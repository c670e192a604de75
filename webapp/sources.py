"""Every cited work as JSON and BibTeX, with the layers that cite it."""

from flask import Blueprint

sources = Blueprint("sources", __name__)

"""Every check of sources, layers and published files; problems are collected, never raised."""

from geodata.validation.argument import check_argument
from geodata.validation.contents import check_contents
from geodata.validation.everything import check, check_folder
from geodata.validation.layers import check_features, check_layer
from geodata.validation.problem import Problem
from geodata.validation.published import check_file, check_published
from geodata.validation.sources import check_sources

__all__ = [
    "Problem",
    "check",
    "check_argument",
    "check_contents",
    "check_features",
    "check_file",
    "check_folder",
    "check_layer",
    "check_published",
    "check_sources",
]

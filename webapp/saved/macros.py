"""The macros of a template, brought once and called for thousands of values of a saved file."""

from typing import Any

from flask import current_app
from jinja2.environment import TemplateModule


def macros(template: str, **about: Any) -> TemplateModule:
    """A template's macros in the language of this answer, as an import with context has them."""
    context: dict[str, Any] = {}
    current_app.update_template_context(context)
    return current_app.jinja_env.get_template(template).make_module(context | about)

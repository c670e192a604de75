"""A page taken apart for tests: its elements with attributes and text, in order."""

from html.parser import HTMLParser

VOID = {"meta", "link", "img", "br", "input", "hr"}


class Page(HTMLParser):
    """A page taken apart: its elements with attributes and text, in order."""

    def __init__(self, response):
        super().__init__()
        self.elements, self._open = [], []
        self.feed(response.get_data(as_text=True))

    def handle_starttag(self, tag, attrs):
        """Open an element."""
        element = {"tag": tag, "text": "", "inside": [one["tag"] for one in self._open]}
        self.elements.append(element | {"attrs": dict(attrs)})
        if tag not in VOID:
            self._open.append(self.elements[-1])

    def handle_endtag(self, tag):
        """Close the innermost element of this name and those left open in it."""
        while self._open and self._open.pop()["tag"] != tag:
            pass

    def handle_data(self, data):
        """Give text to every open element."""
        for element in self._open:
            element["text"] += data

    def all(self, tag, **attrs):
        """Elements by tag and attributes; `class_` is one of the classes."""
        wanted = attrs.pop("class_", None)
        return [
            one
            for one in self.elements
            if one["tag"] == tag
            and all(one["attrs"].get(name) == value for name, value in attrs.items())
            and (wanted is None or wanted in one["attrs"].get("class", "").split())
        ]

    def hrefs(self):
        """Every address that the page links to."""
        return [one["attrs"]["href"] for one in self.all("a")]

"""A saved atlas opened from disk: what it asked for and what went wrong."""

from playwright.sync_api import Page


class Opened:
    """A saved file in a window of its own, with everything that went wrong or was asked for."""

    def __init__(self, page: Page):
        self.page, self.asked, self.said = page, [], []
        page.context.route("**/*", self._answer)
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda fault: self._hear("error", str(fault)))

    def _answer(self, route) -> None:
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            self.asked.append(route.request.url)
            route.abort()

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.said.append(text)

"""Watch browser windows for what must never happen in them."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

OWN_SCHEMES = ("data", "blob", "about")


@dataclass
class Watch:
    """What happened in the windows of one test; `allowed` are parts of expected messages."""

    url: str
    allowed: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def over(self, page: Page) -> None:
        """Watch a window, from before its first page."""
        page.on("request", self._on_request)
        page.on("console", self._on_console)
        page.on("pageerror", lambda fault: self.seen.append(f"error: {fault}"))
        page.on("dialog", self._on_dialog)

    def faults(self) -> list[str]:
        """Everything that was not expected, a line each."""
        return [line for line in self.seen if not any(part in line for part in self.allowed)]

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)
        is_own = urlsplit(request.url).scheme in OWN_SCHEMES or self._is_ours(request.url)
        if not is_own:
            self.seen.append(f"foreign: {request.url}")

    def _is_ours(self, url: str) -> bool:
        return url == self.url or url.startswith(self.url + "/")

    def _on_console(self, message: ConsoleMessage) -> None:
        # A breach of the Content-Security-Policy is told as an error in the console.
        if message.type in ("error", "warning"):
            self.seen.append(f"{message.type}: {message.text} ({message.location['url']})")

    def _on_dialog(self, dialog: Dialog) -> None:
        self.seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

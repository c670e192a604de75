"""What keeps readers safe: checked hosts, small requests, headers that forbid what is not used."""

import re
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request

from webapp.faults import BadHost, BodyTooLarge

HOST = re.compile(r"([a-z0-9._-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?", re.ASCII)
# Load balancers ask by a bare address; these answers name no host.
ANY_HOST = {"health", "metrics"}
PAGE_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
PAGE_HEADERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def protect(app: Flask) -> None:
    """Refuse forged hosts and large bodies; add what each answer, and each page, forbids."""
    app.wsgi_app = _under_public_path(app.wsgi_app, app.config["PUBLIC_URL"])
    app.before_request(_check_host)
    app.before_request(_check_body)
    app.after_request(_add_headers)


def base_url() -> str:
    """The address of the atlas for absolute links, without a slash at the end.

    It is PUBLIC_URL, or else is built from the request's host, which was checked before.
    """
    return current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/") + request.script_root


def _check_host() -> None:
    if request.blueprint in ANY_HOST:
        return
    asked = request.environ.get("HTTP_HOST") or request.environ["SERVER_NAME"]
    match = HOST.fullmatch(asked.lower())
    # `request.host` is empty where no link can be made of it: an empty Host, or no port at all.
    is_ours = match and any(_is_host(match[1], allowed) for allowed in _allowed())
    if not (is_ours and request.host):
        raise BadHost(
            "This atlas does not answer for the host that was asked for; its operator allows hosts "
            "in STEPPE_ATLAS_ALLOWED_HOSTS."
        )


def _allowed() -> tuple[str, ...]:
    public = current_app.config["PUBLIC_URL"]
    own = (urlsplit(public).netloc.rpartition("@")[2],) if public else ()
    hosts = (*current_app.config["ALLOWED_HOSTS"], *own)
    return tuple(re.sub(r":\d+$", "", host.lower()) for host in hosts)


def _is_host(host: str, allowed: str) -> bool:
    return host == allowed or (allowed.startswith(".") and host.endswith(allowed))


def _check_body() -> None:
    most = current_app.config["MAX_BODY_BYTES"]
    if (request.content_length or 0) > most:
        raise BodyTooLarge("A request may carry {most} bytes at most.", most=most)


def _add_headers(response: Response) -> Response:
    may_be_framed = g.get("may_be_framed", False)
    is_page = response.mimetype == "text/html"
    policy = dict(PAGE_POLICY) if is_page else {"default-src": "'none'"}
    if is_page:
        policy["script-src"] = " ".join(["'self'", *(f"'{digest}'" for digest in _script_hashes())])
    policy["frame-ancestors"] = "*" if may_be_framed else "'none'"
    response.headers["Content-Security-Policy"] = "; ".join(
        f"{name} {sources}" for name, sources in policy.items()
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    if is_page:
        response.headers.update(PAGE_HEADERS)
    if not may_be_framed:
        response.headers["X-Frame-Options"] = "DENY"
    response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    response.headers.setdefault("Cache-Control", "no-cache")
    return response


def _script_hashes() -> list[str]:
    return g.get("script_hashes", [])


def _under_public_path(application, public_url: str | None):
    """Serve below the path of PUBLIC_URL, whether the proxy in front keeps or strips that path."""
    root = urlsplit(public_url).path if public_url else ""
    if not public_url:
        return application

    def mounted(environ, start_response):
        path = environ.get("PATH_INFO", "")
        if root and (path == root or path.startswith(root + "/")):
            environ["PATH_INFO"] = path[len(root) :] or "/"
        environ["SCRIPT_NAME"] = root
        environ["wsgi.url_scheme"] = urlsplit(public_url).scheme
        return application(environ, start_response)

    return mounted

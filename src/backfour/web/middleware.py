"""What holds for every answer: nobody else is asked, and no other page can speak for this one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

_POLICY: Final = (
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",  # Python in the browser is WebAssembly
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)

_OURS: Final = ("autoplay", "camera", "microphone", "screen-wake-lock")
_NOBODYS: Final = (
    "accelerometer",
    "browsing-topics",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "magnetometer",
    "midi",
    "payment",
    "publickey-credentials-get",
    "serial",
    "usb",
    "xr-spatial-tracking",
)

HEADERS: Final = {
    "Content-Security-Policy": "; ".join(_POLICY),
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(
        [f"{name}=(self)" for name in _OURS] + [f"{name}=()" for name in _NOBODYS]
    ),
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
"""Sent with every answer, files included (a worker obeys the policy of its own file)."""

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class SecurityHeaders:
    """Adds the headers above; pages with what a person told are never kept on disk."""

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and add the headers."""
        response = self._answer(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        response.setdefault("Cache-Control", "no-store")
        return response


class SameOrigin:
    """Refuses a name that is not ours, and a change that another page asked for.

    The first stops a foreign site from pointing its own name at this computer; the second
    stands before the form token, so that two things would have to fail.
    """

    def __init__(self, get_response: Answer) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check, then answer."""
        own = f"{request.scheme}://{request.get_host()}"
        if request.method not in SAFE and not _ours(request, own):
            raise PermissionDenied
        return self._answer(request)


def _ours(request: HttpRequest, own: str) -> bool:
    origin = request.META.get("HTTP_ORIGIN")
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    if origin == "null":
        # A page that sends no referrer also sends no origin with its forms. Browsers then
        # say in Sec-Fetch-Site whose form it is; those too old to say so do not send our
        # cookies (SameSite=Strict) when it is not ours.
        del request.META["HTTP_ORIGIN"]
        return True
    return origin is None or origin == own

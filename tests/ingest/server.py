"""A site on this computer for tests: pages by path, and a note of every request."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Served:
    """What a path answers."""

    data: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Site:
    address: str
    pages: dict[str, Served] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    together: int = 0
    most_together: int = 0

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


@contextmanager
def running() -> Iterator[Site]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with lock:
                site.together += 1
                site.most_together = max(site.most_together, site.together)
                site.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            self._answer(site.pages.get(self.path, Served(status=404)))

        def end_headers(self) -> None:
            # Before the answer is out: who asked may ask again as soon as it is.
            with lock:
                site.together -= 1
            super().end_headers()

        def _answer(self, served: Served) -> None:
            etag = served.headers.get("ETag")
            if etag is not None and self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.send_header("ETag", etag)
                self.end_headers()
                return
            self.send_response(served.status)
            self.send_header("Content-Type", served.kind)
            self.send_header("Content-Length", str(len(served.data)))
            for name, value in served.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(served.data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def page(title: str, text: str) -> bytes:
    return (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>"
        f"<p>{text}</p></article></body></html>"
    ).encode()


def rss(*entries: tuple[str, str, str]) -> bytes:
    """A feed of entries: title, address, description."""
    items = "".join(
        f"<item><title>{t}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Tue, 05 Mar 2024 10:00:00 +0000</pubDate><description>{d}</description></item>"
        for t, link, d in entries
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Andes Daily</title>{items}'
        "</channel></rss>"
    ).encode()

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dragoman.errors import InputError
from dragoman.ingest import Failure, reports, web
from dragoman.report import Report

BODY = "Der Außenminister von Österreich traf am Dienstag seine Kollegin aus Slowenien in Graz. "


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self.send_response(302)
            self.send_header("Location", "/loop")
            self.end_headers()
        elif self.path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/page")
            self.end_headers()
        elif self.path == "/page":
            page = f"<html><head><title>Graz</title></head><body><p>{BODY * 3}</p></body></html>"
            self.answer("text/html; charset=iso-8859-1", page.encode("iso-8859-1"))
        elif self.path == "/text":
            self.answer("text/plain; charset=utf-8", BODY.encode())
        else:
            self.send_error(404)

    def answer(self, kind: str, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_a_page_by_address_keeps_the_address_it_ended_at(server: str) -> None:
    (found,) = reports([f"{server}/moved"])
    assert isinstance(found, Report)
    assert found.url == f"{server}/page"
    assert "Außenminister von Österreich" in found.text


def test_plain_text_by_address(server: str) -> None:
    (found,) = reports([f"{server}/text"])
    assert isinstance(found, Report)
    assert found.text == BODY.strip()


@pytest.mark.parametrize(("path", "told"), [("/none", "404"), ("/loop", "redirected without end")])
def test_what_the_server_did_wrong_is_told(server: str, path: str, told: str) -> None:
    (found,) = reports([server + path])
    assert isinstance(found, Failure)
    assert told in found.reason


def test_nobody_there_and_no_address() -> None:
    for url, told in (("http://127.0.0.1:9/", "cannot be fetched"), ("http://", "no address")):
        with pytest.raises(InputError, match=told):
            web.fetch(url, seconds=2)


def test_a_page_past_the_limit_is_given_up(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_BYTES", 50)
    with pytest.raises(InputError, match="longer than"):
        web.fetch(f"{server}/text")

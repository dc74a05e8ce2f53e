"""`dragoman serve`: pages and the HTTP API over a ledger, on this machine unless told otherwise."""

from __future__ import annotations

import errno
import os
import socket

from dragoman.cli import terminal
from dragoman.errors import SettingsError

VARIABLE = "DRAGOMAN_TOKEN"
"""Holds the token where the command line would show it to others."""


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 8321,
    ledger: str | None = None,
    token: str | None = None,
) -> None:
    """Pages and the HTTP API over a ledger. Without a token, only this machine may read.

    Args:
        host: The address to listen on; any but this machine's own needs a token.
        port: The port to listen on.
        ledger: The ledger: a path, sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME.
        token: What others must give to read, and everybody to judge; by default the variable
            DRAGOMAN_TOKEN.
    """
    try:
        import uvicorn

        from dragoman.serve import create_app
        from dragoman.serve.guard import is_loopback
    except ImportError as error:
        raise SettingsError(
            f"serve: {error.name or 'a package'} is missing; pip install 'dragoman[serve]'"
        ) from error

    token = token if token is not None else os.environ.get(VARIABLE) or None
    if token is not None and len(token) < 8:
        raise SettingsError("--token: give at least 8 characters, so that it cannot be guessed")
    if not is_loopback(host) and token is None:
        raise SettingsError(f"--host {host}: others can reach it, so it needs a --token")
    app = create_app(ledger, token=token)
    with _listening(host, port) as bound:
        name = f"[{host}]" if ":" in host else host
        terminal.note(f"http://{name}:{bound.getsockname()[1]}/ (stop with Ctrl-C)")
        # Proxies are not believed: a forged header must not make a client look like this machine.
        config = uvicorn.Config(app, log_level="warning", proxy_headers=False, server_header=False)
        uvicorn.Server(config).run(sockets=[bound])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that listens on `host` and `port`.

    Raises:
        SettingsError: it is taken, not allowed, or no address of this machine.
    """
    if not 0 <= port <= 65535:
        raise SettingsError(f"--port {port}: is no port; give one from 1024 to 65535")
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        bound = socket.socket(found[0], socket.SOCK_STREAM)
    except OSError as error:
        raise SettingsError(f"--host {host}: is no address ({error.strerror})") from error
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind(found[4])
        bound.listen(128)
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(
                f"--port {port}: is taken by another program; give another port"
            ) from error
        raise SettingsError(f"--host {host} --port {port}: {error.strerror}") from error
    return bound

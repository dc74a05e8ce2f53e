"""Pages and the HTTP API over a ledger; needs the extra `serve`."""

from dragoman.serve.api import create_app

__all__ = ["create_app"]

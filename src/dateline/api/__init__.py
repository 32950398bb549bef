"""The REST API and the page, over a store.

`serve` is what `dateline serve` calls; `make_app` gives the application to any ASGI
server. docs/api.md lists the routes.
"""

from dateline.api.app import make_app
from dateline.api.server import serve

__all__ = ["make_app", "serve"]

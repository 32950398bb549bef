"""Serves a store and its page until it is stopped."""

import socket
import sys
import webbrowser

import uvicorn

from dateline.api.app import make_app
from dateline.errors import SetupError
from dateline.store import Store

HOST = "127.0.0.1"
PORT = 8765


def serve(store: Store, *, host: str = HOST, port: int = PORT, open_browser: bool = False) -> None:
    """Serve until Ctrl-C; prints the address once it answers. Port 0 takes any free one.

    Raises SetupError `port-taken` where the port is in use or not allowed.
    """
    listener = listen(host, port=port)
    address = address_of(listener)
    server = uvicorn.Server(
        uvicorn.Config(
            make_app(store, names=(host,)), log_level="warning", lifespan="off", server_header=False
        )
    )
    print(f"dateline serves {store.name} at {address} – stop it with Ctrl-C", file=sys.stdout, flush=True)
    if open_browser:
        webbrowser.open(address)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()


def listen(host: str, *, port: int) -> socket.socket:
    """A socket that already listens, so that the address printed is one that answers."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = str(error.strerror or error).partition(" (while")[0]
        raise SetupError(
            f"{host} port {port} cannot be served on ({reason}). "
            "Give another with --port, or --port 0 for any.",
            slug="port-taken",
        ) from error


def address_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{shown}:{port}/"

"""The site as a host serves it: compressed, on 127.0.0.1."""

import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

PACKED = {".html", ".css", ".js", ".json", ".svg"}  # what a server compresses


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site compressed, as hosts do."""

    def log_message(self, *args: object) -> None:
        """Silent: the table is the output."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle of a file is no fault of the site."""


def packed(path: Path) -> bytes:
    """What goes over the wire."""
    return gzip.compress(path.read_bytes(), 6) if path.suffix in PACKED else path.read_bytes()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder on 127.0.0.1 while the block runs."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()

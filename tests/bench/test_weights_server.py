"""The server of the bench, asked in the test's own thread: nothing that runs in another one is traced for coverage."""

import gzip
import io

import pytest

from scripts.bench.weights import Handler


class Connection:
    """A client that sends one request and keeps the answer."""

    def __init__(self, path: str) -> None:
        self.asked, self.answer = f"GET {path} HTTP/1.0\r\n\r\n".encode(), b""

    def makefile(self, *args: object) -> io.BytesIO:
        return io.BytesIO(self.asked)

    def sendall(self, data: bytes) -> None:
        self.answer += data


@pytest.fixture
def ask(tmp_path):
    (tmp_path / "index.html").write_text("home", encoding="utf-8")
    (tmp_path / "dot.png").write_bytes(b"dots")

    def get(path: str) -> tuple[str, bytes]:
        connection = Connection(path)
        Handler(connection, ("127.0.0.1", 0), None, directory=str(tmp_path))
        head, _, body = connection.answer.partition(b"\r\n\r\n")
        return head.decode(), body

    return get


def test_a_page_is_served_compressed(ask):
    head, body = ask("/")
    assert " 200 " in head
    assert "Content-Encoding: gzip" in head
    assert f"Content-Length: {len(body)}" in head
    assert gzip.decompress(body) == b"home"


def test_a_picture_is_served_as_it_is(ask):
    head, body = ask("/dot.png")
    assert "Content-Encoding" not in head
    assert body == b"dots"


def test_what_is_not_there_is_404(ask):
    assert " 404 " in ask("/nothing.css")[0]

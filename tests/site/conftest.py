"""The built site, served on 127.0.0.1 under a sub-path as GitHub Pages does, and one Chromium for all tests."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, sync_playwright

from scripts.model.paths import here
from scripts.setup import chromium, engines

SUB_PATH = "/altklausur"


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under SUB_PATH, silently, with the addresses that GitHub Pages has."""

    def translate_path(self, path: str) -> str:
        below = path.removeprefix(SUB_PATH)
        return super().translate_path(below) if below != path else str(Path(self.directory, "nowhere"))

    def log_message(self, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """For an address that is none the site's own page, as GitHub Pages does."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(page.read_bytes())


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up in the middle of a file is no fault of the site."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What runs in the browser is nothing that coverage could follow; what no engine is there for is not asked."""
    items[:] = [item for item in items if is_to_be_had(item)]
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("untraced")


def is_to_be_had(item: pytest.Item) -> bool:
    """Whether the engine is installed in which a test opens its window, if it names one."""
    engine = item.callspec.params.get("window") if hasattr(item, "callspec") else None
    return engine is None or not engines.missing(engine)


@pytest.fixture(scope="session")
def site() -> Path:
    if not (here().site / "index.html").exists():
        pytest.fail("there is no site/ to test; run `make site` first")
    return here().site


@pytest.fixture(scope="session")
def serve() -> Iterator[object]:
    """A function that serves a folder and returns its address."""
    servers: list[Server] = []

    def start(folder: Path) -> str:
        server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{SUB_PATH}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def address(serve, site) -> str:
    return serve(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium.find_shell()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(chromium.FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def explorable(request, browser, address) -> Iterator[Locator]:
    """The NAME on the PAGE of a module of tests, open: one visit for all that a mouse and keys do."""
    from tests.site import explorables
    from tests.site.visit import Visit

    with Visit(browser, address + request.module.PAGE) as visit:
        yield explorables.opened(visit.page, request.module.NAME)
        assert visit.complaints == []


@pytest.fixture
def live(explorable) -> Locator:
    """The explorable as it is at first."""
    explorable.get_by_role("button", name="Reset").click()
    return explorable


@pytest.fixture(scope="session")
def demo_folder(site, tmp_path_factory) -> Path:
    """A small site with the live demo around nets of random weights."""
    from tests.site import stage  # takes PyTorch, which other tests of the site need not wait for

    with pytest.MonkeyPatch.context() as patch:
        return stage.set_up(site, tmp_path_factory.mktemp("demo") / "site", patch)


@pytest.fixture(scope="session")
def demo_address(serve, demo_folder) -> str:
    return f"{serve(demo_folder)}demo/"


@pytest.fixture
def opened(browser, demo_address):
    """A visit with the demo open and its first picture drawn; at its end nobody has complained."""
    from tests.site import stage
    from tests.site.visit import Visit

    with Visit(browser, demo_address) as visit:
        stage.open_demo(visit.page)
        yield visit
        assert visit.complaints == []
        assert visit.foreign == []

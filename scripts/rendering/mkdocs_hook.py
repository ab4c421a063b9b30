"""Connects MkDocs with the build: every page it made of a staged one is finished. A live site also stages here."""

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

if TYPE_CHECKING:  # a web server, which a build needs not
    from mkdocs.livereload import LiveReloadServer

from scripts.computing.later import later_folder
from scripts.model.paths import here, write_whole
from scripts.rendering import live
from scripts.rendering.linked_theme import linked, remove_links
from scripts.rendering.navigation import near
from scripts.rendering.not_found import complete_not_found, put_styles_in
from scripts.rendering.practice import publish as publish_variants
from scripts.rendering.practice import put_aside
from scripts.rendering.site_script import worker
from scripts.rendering.staging import handed, url_of
from scripts.rendering.style_sheet import publish
from scripts.rendering.whole import Whole
from scripts.store.intact import note_files

KEPT = "kept.html"  # the theme's template without a word
LOOK = 0.1  # seconds between two looks at what was saved; the generator takes ten times as long
current: dict[str, Any] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """What MkDocs lists of the theme in each build is little."""
    config.theme.dirs = linked(config.theme.dirs)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Take what `make site` has staged; a live site, which nobody stages for, does it itself."""
    current["is_live"] = not handed
    current["stage"] = handed.pop() if handed else live.staged_with_faults()
    if current["is_live"]:
        put_aside(Path(config.site_dir))


class KeptPage(Page):
    """A page that is known: neither read nor rendered, but there for the navigation and for links of other pages."""

    def __init__(self, whole: Whole, file: File, config: MkDocsConfig) -> None:
        super().__init__(whole.title, file, config)
        self.meta = {"template": KEPT}
        self.present_anchor_ids = set(whole.ids)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = ""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """MkDocs takes the page of a file that has one already."""
    for file in files.documentation_pages():
        if whole := current["stage"].known.get(url_of(file.src_uri)):
            KeptPage(whole, file, config)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    env.trim_blocks = env.lstrip_blocks = True  # blank lines of the theme are an eighth of a page of a practice
    here().templates.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(here().templates))


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    if not isinstance(page, KeptPage):  # which shows what it was kept with
        context["nav"] = near(nav)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    return current["stage"].published(output, page.url, str(page.title))


def on_post_build(config: MkDocsConfig) -> None:
    """Our search index takes the place of the theme's, which saw stubs; what needs the whole site is made of it."""
    stage, folder = current["stage"], Path(config.site_dir)
    write_whole(folder / "search" / "search_index.json", stage.search_index())
    complete_not_found(folder, stage.exam, urlsplit(config.site_url or "/").path)
    note_files(*here().templates.iterdir())
    remove_links()
    if current["is_live"]:  # whose pages nobody keeps
        publish_variants(folder, stage.variants())
        stage.keep()
        live.go_on()
    else:
        publish_variants(folder, stage.variants(), publish(folder, stage.names_in_use()))
        put_styles_in(folder)
        write_whole(folder / "sw.js", worker(folder))


def on_serve(server: "LiveReloadServer", config: MkDocsConfig, builder: Any) -> "LiveReloadServer":
    """Look for saved files often. Not at the staged folder, which each build changes, but at what is computed later.

    MkDocs has asked for those two already, and asks for all other folders after this.
    """
    from watchdog.observers.polling import PollingObserver

    server.unwatch(config.docs_dir)
    server.unwatch(str(here().config))
    server.observer = PollingObserver(timeout=LOOK)
    later_folder().mkdir(parents=True, exist_ok=True)
    server.watch(str(here().config))
    server.watch(str(later_folder()))
    return server


def on_shutdown() -> None:
    live.later.end()

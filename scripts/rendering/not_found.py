"""The page for every address that is none: styled and usable however deep that is, and wherever the site lives."""

import json
import re
from pathlib import Path

import markdown

from scripts.model.paths import write_whole
from scripts.rendering.finished import finished
from scripts.store.kept import kept

STYLE = re.compile(r'[ \t]*<link rel="stylesheet" href="[^"]*?(?P<file>(?:assets|generated)/[^"]*)">\n?')
SCRIPT = re.compile(r'<script src="[^"]*?assets/[^"]*"[^>]*></script>\s*')
OUT = re.compile(r"(?<=\]\()exercises/([\w-]+)\.md(?=\))")
FIND = """<script>
(async () => {
  const folders = location.pathname.split("/").slice(1, -1);
  const roots = [ROOT, ...folders.map((_, depth) => `/${folders.slice(0, depth + 1).join("/")}/`)];
  for (const root of roots) {
    const reply = await fetch(`${root}assets/site.js`, { method: "HEAD" }).catch(() => ({}));
    if (!reply.ok) continue;
    for (const name of ["href", "src"]) {
      for (const element of document.querySelectorAll(`[${name}^="${ROOT}"]`)) {
        element.setAttribute(name, root + element.getAttribute(name).slice(ROOT.length));
      }
    }
    document.body.append(Object.assign(document.createElement("script"), { src: `${root}assets/site.js` }));
    return;
  }
})();
</script>
"""


def complete_not_found(folder: Path, exam: str, root: str) -> None:
    """Write it, of the generator's `404.html`: the exam's table in it, and a script that finds the site.

    `exam` is Markdown. Links begin at `root`, the path of the site if that is known; elsewhere the script mends them.
    """
    page = folder / "404.html"
    table = kept("not_found", [exam, root], lambda: _table(exam, root))
    html = page.read_text(encoding="utf-8").replace("<!--exam-->", table)
    html = SCRIPT.sub("", html).replace("</body>", f"{FIND.replace('ROOT', json.dumps(root))}</body>")
    write_whole(page, html)


def _table(exam: str, root: str) -> str:
    """As long as the exam, and in most builds the one before."""
    return finished(markdown.markdown(OUT.sub(rf"{root}exercises/\1/", exam), extensions=["tables", "md_in_html"]))


def put_styles_in(folder: Path) -> None:
    """The styles in the place of their links, once the sheet has only the rules that the site needs."""
    page = folder / "404.html"
    html = page.read_text(encoding="utf-8")
    html = STYLE.sub(lambda link: f"<style>\n{(folder / link['file']).read_text(encoding='utf-8')}\n</style>\n", html)
    write_whole(page, html)

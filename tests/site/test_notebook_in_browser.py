"""The page of the notebook: light, readable without JavaScript, its solutions on paper."""

import pypdfium2
import pytest
from playwright.sync_api import expect

from scripts.bench.serving import packed
from scripts.model.paths import here
from tests.site.reading import squeezed
from tests.site.visit import Visit

NAME = "notebooks/autoencoder"


def test_it_weighs_at_most_60_kb_beyond_what_every_page_has(site):
    own = [site / NAME / "index.html", *(site / "generated" / NAME).glob("picture-*")]
    assert len(own) > 3
    assert sum(len(packed(path)) for path in own) <= 60_000


def test_it_reads_without_javascript(browser, address):
    with Visit(browser, f"{address}{NAME}/", java_script_enabled=False) as visit:
        folds = visit.page.locator("article details.solution")
        source = (here().docs / f"{NAME}.py").read_text(encoding="utf-8")
        assert folds.count() == source.count('# %% [markdown] tags=["solution"]') > 0
        folds.first.locator("summary").click()
        expect(folds.first).to_contain_text("loss.backward()", use_inner_text=True)  # it opens bit by bit
        assert visit.page.locator("article .printed").count() > 4
        assert visit.page.locator("article script, article style").count() == 0


@pytest.mark.parametrize("ending", ["", "_exercise"])
def test_it_can_be_downloaded(site, browser, address, ending):
    with Visit(browser, f"{address}{NAME}/") as visit:
        link = visit.page.locator(f"a[download][href$='autoencoder{ending}.ipynb']")
        with visit.page.expect_download() as download:
            link.click()
        assert download.value.path().read_bytes() == (site / f"generated/{NAME}{ending}.ipynb").read_bytes()


def test_its_solutions_are_printed(browser, address):
    with Visit(browser, f"{address}{NAME}/", scheme="dark") as visit:
        printed = pypdfium2.PdfDocument(visit.page.pdf())
        text = squeezed("".join(page.get_textpage().get_text_range() for page in printed))
    assert "X_grey=X.mean(dim=1,keepdim=True)" in text
    assert "X_missing=X.clone()" in text
    assert "Thewitnesswatchestheorderofthecalls" in text


def test_the_search_knows_its_sentences_and_not_its_code(site):
    index = (site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "soap film: each missing" in index
    assert "set_matplotlib_formats" not in index

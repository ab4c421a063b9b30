"""What axe-core says of a page, a line for each element; what repeats by the thousand is asked once."""

from playwright.sync_api import Page

from scripts.model.paths import here

AXE = (here().node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
HEADER = "empty-table-header"
COLOURS = ["color-contrast", "link-in-text-block"]
# The rule about sizes, and those about the page as a whole, from which something may have gone. All others judge an
# element by its attributes and by what is shown in it: the same at every width, unless some of that comes or goes.
BY_WIDTH = """scrollable-region-focusable aria-hidden-focus bypass heading-order page-has-heading-one region skip-link
    landmark-banner-is-top-level landmark-complementary-is-top-level landmark-contentinfo-is-top-level
    landmark-main-is-top-level landmark-no-duplicate-banner landmark-no-duplicate-contentinfo
    landmark-no-duplicate-main landmark-one-main landmark-unique""".split()

PREPARE = """colours => {
    axe.configure({rules: colours.map(id => ({id, selector: '[data-look]'})), noHtml: true});
    // A formula has the colour of its text, and what it is to a screen reader is its MathML, which axe does not read.
    for (const math of document.querySelectorAll('math')) math.parentElement.textContent = math.textContent;
    // In code one word of each kind tells the contrast of all.
    const seen = new Set();
    for (const word of document.querySelectorAll('.highlight code span:not(:has(span))')) {
        if (seen.has(word.className)) word.replaceWith(word.textContent);
        seen.add(word.className);
    }
}"""
MARK_LOOKS = """before => {
    // Text of one colour, size and weight on one ground has one contrast: two of each look are asked, not thousands,
    // and none of a look that was asked before, at another width or on another page.
    document.querySelectorAll('[data-look]').forEach(element => element.removeAttribute('data-look'));
    const looks = new Map([[document.documentElement, '']]), seen = new Map(), asked = new Set(before.split('|'));
    const told = 'color backgroundColor backgroundImage opacity filter position transform clipPath'.split(' ');
    const shown = 'fontSize fontWeight fontStyle fontFamily textShadow textDecorationLine borderBottomStyle'.split(' ');
    const own = element => [...element.childNodes].map(node => node.nodeType === 3 ? node.data : '').join('').trim();
    for (const element of document.querySelectorAll('body, body *')) {
        const style = getComputedStyle(element), parent = element.parentElement;
        const ground = [told.map(name => style[name]).join(), element.ariaDisabled].join();
        const around = looks.get(parent) ?? '';
        looks.set(element, around.endsWith(ground) ? around : `${around}; ${ground}`);
        if (!own(element) || !element.checkVisibility({visibilityProperty: true})) continue;
        const link = element.closest('a');  // looks like one beside the text around it, or like one that stands alone
        const isLong = own(element).length > 1;  // of a single letter axe says nothing
        const shape = [element.tagName, ...shown.map(name => style[name]), isLong,
            link && [link.parentElement.tagName, !!own(link.parentElement)]].join();
        const look = `${looks.get(element)}; ${shape}`;
        if (asked.has(look)) continue;
        seen.set(look, (seen.get(look) ?? 0) + 1);
        if (seen.get(look) > 2) continue;
        element.dataset.look = '';
        if (link) link.dataset.look = '';
    }
    return [...seen.keys()];
}"""
MARK_CHANGED = """() => {
    // What has come or gone since the last time, with what it stands in: a link without its words has no name.
    const before = window.shown ?? new Set(), all = [...document.querySelectorAll('body *')];
    const now = window.shown = new Set(all.filter(element => element.checkVisibility({visibilityProperty: true})));
    const changed = all.filter(element => before.has(element) !== now.has(element));
    document.querySelectorAll('[data-changed]').forEach(element => element.removeAttribute('data-changed'));
    for (const element of changed) {
        const parent = element.parentElement;
        const named = parent.closest('a, button, summary, label, h1, h2, h3, th, td, li');
        (named ?? (parent.matches('ul, ol, dl, [role]') ? parent : element)).dataset.changed = '';
    }
    return changed.length;
}"""


RUN = """([context, options]) => axe.run(context ? {include: [context]} : document, options).then(found =>
    found.violations.flatMap(({ id, nodes }) => nodes.map(({ target: [place] }) =>
        `${id}: ${document.querySelector(place).outerHTML.replace(/ data-(look|changed)=""/g, '').slice(0, 120)}`)))"""


def axe(page: Page, asked: set[str] | None = None) -> list[str]:
    """All that axe-core finds, of colours in looks that were not `asked` before. Empty headers are a rule of ours.

    axe does not take MathML for the text of a header.
    """
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    page.evaluate(PREPARE, COLOURS)
    page.evaluate(MARK_CHANGED)
    headers = page.locator("th").evaluate_all("all => all.map(header => header.textContent.trim())")
    left_out = [HEADER] if marked(page, asked) else [HEADER, *COLOURS]
    return [HEADER] * headers.count("") + violations(page, rules={rule: {"enabled": False} for rule in left_out})


def again(page: Page, asked: set[str]) -> list[str]:
    """What it finds at another width: of what has come or gone by all rules, of the rest by those that may differ."""
    without = {rule: {"enabled": False} for rule in (HEADER, *COLOURS)}
    new = violations(page, "[data-changed]", rules=without) if page.evaluate(MARK_CHANGED) else []
    return new + violations(page, runOnly=[*BY_WIDTH, *COLOURS] if marked(page, asked) else BY_WIDTH)


def colours(page: Page, asked: set[str]) -> list[str]:
    """What it says of the colours of looks that are new; they are `asked` then."""
    return violations(page, runOnly=COLOURS) if marked(page, asked) else []


def marked(page: Page, asked: set[str] | None) -> bool:
    """Mark what has a look that was not asked before, and note it as asked."""
    looks = page.evaluate(MARK_LOOKS, "|".join(asked or ()))
    if asked is not None:
        asked.update(looks)
    return bool(looks)


def violations(page: Page, context: str = "", **options: object) -> list[str]:
    """Within the elements of a selector, or on the whole page."""
    return page.evaluate(RUN, [context, {"resultTypes": ["violations"], **options}])

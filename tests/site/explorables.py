"""Explorables as a reader uses them: opened in their fold, dragged by mouse and finger, moved by keys, read."""

from playwright.sync_api import Locator, Page, expect

PHONE = {"width": 360, "height": 740, "has_touch": True, "is_mobile": True}


def opened(page: Page, name: str) -> Locator:
    """What the explorable shows, once its fold is open."""
    fold(page, name).locator("> summary").click()
    live = page.locator(f'[data-explorable="{name}"] > .live')
    expect(live).to_be_visible(timeout=30_000)  # however busy the machine is
    return live


def anew(page: Page, name: str, reset: str = "Reset") -> Locator:
    """What it shows, as it is at first, on a page where it may be open already."""
    if not fold(page, name).evaluate("fold => fold.open"):
        return opened(page, name)
    live = page.locator(f'[data-explorable="{name}"] > .live')
    live.get_by_role("button", name=reset).click()
    return live


def fold(page: Page, name: str) -> Locator:
    return page.locator(f'details:has(> [data-explorable="{name}"])')


def handle(live: Locator, name: str) -> Locator:
    return live.get_by_role("slider", name=name)


def says(live: Locator, name: str) -> str:
    """The value of a readout by its name."""
    return live.locator(f'dt:text-is("{name}") + dd').inner_text()


def expect_says(live: Locator, **values: str) -> None:
    for name, value in values.items():
        expect(live.locator(f'dt:text-is("{name}") + dd')).to_have_text(value)


def centre(grip: Locator) -> tuple[float, float]:
    grip.evaluate("grip => grip.ownerSVGElement.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = grip.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, grip: Locator, across: float, down: float) -> None:
    """By mouse, in pixels."""
    x, y = centre(grip)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y + down, steps=6)
    page.mouse.up()


def drag_by_finger(page: Page, grip: Locator, across: float, down: float) -> None:
    """The page must stay where it is."""
    x, y = centre(grip)
    scrolled = page.evaluate("scrollY")
    finger = page.context.new_cdp_session(page)
    moves = [("touchStart", 0.0), ("touchMove", 0.4), ("touchMove", 0.8), ("touchMove", 1.0)]
    for kind, share in moves:
        points = [{"x": x + share * across, "y": y + share * down}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    finger.detach()
    assert page.evaluate("scrollY") == scrolled


def press(page: Page, grip: Locator, *keys: str) -> None:
    grip.focus()
    for key in keys:
        page.keyboard.press(key)


def unit(live: Locator, plot: int = 0) -> float:
    """Pixels of the screen for a unit of the drawing."""
    shown = live.locator("svg").nth(plot)
    return shown.bounding_box()["width"] / float(shown.get_attribute("viewBox").split()[2])

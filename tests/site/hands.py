"""Who sits a mock exam: with fingers, which touch what they see, or with keys alone, stop by stop.

Both draw an exam, answer it, hand it in, judge what nobody marks for them, and follow the first link to repeat.
"""

import re

from playwright.sync_api import Page

Answers = dict[str, tuple[str, bool]]  # by field what is typed or chosen, or not to be chosen
WHERE = """() => {
  const at = document.activeElement, field = at.closest("form[data-field]"), own = at.closest(".own");
  const exercise = at.closest("section[aria-labelledby]")?.querySelector("h2").textContent.match(/Exercise (\\w+):/)[1];
  return { tag: at.localName, type: at.type ?? "", value: at.value ?? "", words: at.textContent.trim(),
    name: at.labels?.[0]?.textContent.trim() ?? "", field: field?.dataset.field ?? "",
    statement: [...document.querySelectorAll(".sheet > li")].indexOf(at.closest(".sheet > li")),
    judged: own ? exercise + own.textContent.match(/\\((\\w)\\)/)[1] : "", marks: at.matches(".marks"),
    repeat: [...document.querySelectorAll(".repeat a")].indexOf(at) };
}"""


class Fingers:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def draw(self, number: int) -> None:
        self.page.get_by_role("combobox", name="Exam").select_option(str(number))
        self.press("Draw the exam")
        self.page.locator(".sitting").wait_for()

    def answer(self, crosses: list[str], answers: Answers, program: str) -> None:
        for number, name in enumerate(crosses):
            self.page.locator(".sheet > li").nth(number).get_by_role("radio", name=name).check()
        for gap in self.page.locator(".sitting textarea").all():
            gap.fill(program)
        for field, (text, is_right) in answers.items():
            form = self.page.locator(f'form[data-field="{field}"]')
            if form.get_by_role("radiogroup").count():
                chosen = f'[value="{text}"]'
                form.locator(chosen if is_right else f"input:not({chosen})").first.check()
                continue
            form.locator("input").click()
            self.page.keyboard.insert_text(text)

    def hand_in(self) -> None:
        self.press("Hand in")
        assert "left out" in self.page.locator(".end p[tabindex]").inner_text()
        self.press("Hand in for good")
        assert self.page.locator(".marks").evaluate("place => place === document.activeElement")

    def judge(self, points: dict[str, str]) -> None:
        for key, given in points.items():
            exercise = self.page.get_by_role("region", name=f"Exercise {key[:-1]}:")
            exercise.get_by_label(re.compile(rf"^Your points for .*\({key[-1]}\), 0 to")).press_sequentially(given)

    def repeat(self) -> None:
        self.page.locator(".repeat a").first.click()


class Keys:
    """Tab, Shift+Tab, arrows, Enter and what is typed; it knows where it is by what has the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def go(self, key: str = "Tab") -> dict:
        self.press(key)
        return self.page.evaluate(WHERE)

    def reach(self, key: str = "Tab", **wanted: object) -> dict:
        """Go on until what has the focus is as wanted."""
        for _ in range(300):
            found = self.go(key)
            if all(found[name] == value for name, value in wanted.items()):
                return found
        raise AssertionError(f"no stop on the way has {wanted}")

    def draw(self, number: int) -> None:
        self.reach(tag="select")
        self.page.keyboard.type(str(number))
        self.reach(tag="button", words="Draw the exam")
        self.press("Enter")
        self.page.locator(".sitting").wait_for()

    def answer(self, crosses: list[str], answers: Answers, program: str) -> None:
        """Stop by stop; each has to come, in whichever order."""
        left, gaps = {**dict(enumerate(crosses)), **answers}, self.page.locator(".sitting textarea").count()
        while left or gaps:
            at = self.go()
            assert at["words"] != "Hand in", f"no stop was {left}"
            if at["tag"] == "textarea":
                gaps -= 1
                self.page.keyboard.type(program.replace("\n    ", "\n"))
                self.press("Home", *["Space"] * 4)
            elif at["statement"] in left:
                self.choose(at, left.pop(at["statement"]), "name", is_right=True)
            elif at["field"] in left:
                text, is_right = left.pop(at["field"])
                self.choose(at, text, "value", is_right) if at["type"] == "radio" else self.page.keyboard.type(text)

    def choose(self, at: dict, wanted: str, what: str, is_right: bool) -> None:
        """One of several, by Space, and by an arrow if the focus is on another one."""
        self.press("Space")
        for _ in range(4):
            if (at[what] == wanted) == is_right:
                return
            at = self.go("ArrowDown")
        raise AssertionError(f"no option is {wanted}")

    def hand_in(self) -> None:
        self.reach(tag="button", words="Hand in")
        self.press("Enter")
        assert "left out" in self.page.evaluate(WHERE)["words"]
        self.reach(tag="button", words="Hand in for good")
        self.press("Space")
        assert self.page.evaluate(WHERE)["marks"]

    def judge(self, points: dict[str, str]) -> None:
        for key, given in points.items():
            self.reach(judged=key)
            self.page.keyboard.type(given)

    def repeat(self) -> None:
        """Back to the first link of the marks."""
        self.reach("Shift+Tab", repeat=0)
        self.press("Enter")

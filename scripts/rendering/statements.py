"""The bank of statements on its page: the statement first; verdict, reason, evidence and code on opening."""

from typing import Any

from scripts.checking.source import Page
from scripts.rendering.points import count, point


def bank(topic: str, entries: list[dict[str, Any]], exam: list[Page]) -> str:
    """The statements of a topic as Markdown, counted; points of the notes have a look of their own."""
    found = [entry for entry in entries if entry.get("topic") == topic]
    if all("class" in entry for entry in found):
        return "\n\n".join([count(found), *(point(entry, exam) for entry in found)])
    true = sum(entry["value"] for entry in found)
    counted = f'<p class="count">{len(found)} statements, {true} true and {len(found) - true} false</p>'
    return "\n\n".join([counted, *map(folded, found)])


def folded(entry: dict[str, Any]) -> str:
    """One statement, closed; its number leads its id on the page, `#relu-07`."""
    slug, name = entry["id"].split(".")
    listing = entry["source"].rpartition(":")[0].removeprefix("snippets/")
    verdict = "True" if entry["value"] else "False"
    number = name.replace("_", "-")
    return f"""<details class="statement" id="{number}" markdown="1">
<summary markdown="span"><span data-number="{number}">{entry["fact"]}</span></summary>

**{verdict}**<!--= {slug}.{name} -->. {entry["reason"]}

{"What the check found" if entry["value"] else "Counterexample"}: {entry["evidence"]}

<details class="code" markdown="1">
<summary>The check</summary>

```python
--8<-- "{listing}:{name}"
```

</details>

</details>"""

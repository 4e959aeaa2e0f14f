"""A finger on the page: fills in the answer to an item of any kind, where the reader would."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from learning.catalogue import Module
from learning.items.base import Choice, ItemBase

CHECK = "#recall button[type=submit]"
VERDICT = ".feedback__heading"
ONWARDS = ".dock .button--main"
SETTLE = "document.getAnimations().forEach(animation => animation.finish())"
"""The way on takes no press for a moment, lest a hasty finger skip the verdict; a test reads faster."""


def fill_in(page: Any, item: ItemBase, choice: Choice) -> None:
    """Choose, mark, match or arrange, so that the form holds `choice`."""
    if item.kind == "order":
        _arrange(page, list(choice))
    elif isinstance(choice, dict):
        for part, value in choice.items():
            page.locator(f"#choice-{part}").select_option(value)
    else:
        for value in [choice] if isinstance(choice, str) else choice:
            field = f'input[name="choice"][value="{value}"]'
            if item.kind == "chat":
                page.locator("label", has=page.locator(field)).click()
            else:
                page.locator(field).check()


def _arrange(page: Any, steps: list[str]) -> None:
    """Move each row up with its arrow until it stands in its place; without scripts, choose each row's number.

    The arrows come with a script that is loaded late: on a busy machine a hand was quicker than that.
    """
    page.wait_for_load_state("networkidle")
    if page.locator("li.place select").first.is_visible():
        for place, step in enumerate(steps, 1):
            page.locator(f"#choice-{step}").select_option(str(place))
        return
    names = "rows => rows.map(row => row.querySelector('select').name)"
    for place, step in enumerate(steps):
        up = page.locator(f'li:has(#choice-{step}) [data-by="-1"]')
        now = page.locator("li.place").evaluate_all(names).index(f"choice-{step}")
        for _ in range(now - place):
            up.click()


def answer(page: Any, item: ItemBase, choice: Choice) -> None:
    """Answer, and wait for the verdict: its heading has the focus, so that a screen reader says it."""
    fill_in(page, item, choice)
    page.locator(ONWARDS).click()
    expect(page.locator(VERDICT)).to_be_focused()
    page.evaluate(SETTLE)


def recall_asked(page: Any, module: Module) -> ItemBase | None:
    """What the lesson's screen asks, if it asks anything."""
    asked = page.locator('#recall form input[name="recall"]')
    return module.item(asked.input_value()) if asked.count() else None


def press_twice(page: Any, place: str) -> None:
    """Two presses at the same place: not a double click, which the browser itself takes for one."""
    page.locator(place).first.scroll_into_view_if_needed()
    box = page.locator(place).first.bounding_box()
    with page.expect_response(lambda response: response.request.method == "POST"):
        for _ in range(2):
            page.mouse.click(box["x"] + 8, box["y"] + 8)

"""A keyboard and nothing else: Tab, Space, Enter, arrows and digits, as someone uses a page who cannot point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from learning.items.base import Choice, ItemBase

FARTHEST = 80
"""Tab stops that somebody may have to pass on one page."""


@dataclass
class Keyboard:
    """The keyboard of a tab."""

    page: Any
    scripts: bool = True

    def goes_to(self, place: str) -> None:
        """Press Tab until the focus is at `place`."""
        for _ in range(FARTHEST):
            if self.is_at(place):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{FARTHEST} tab stops did not lead to {place} on {self.page.url}")

    def is_at(self, place: str) -> bool:
        """True if the focus is at `place`."""
        return bool(self.page.evaluate("place => document.activeElement?.matches(place) ?? false", place))

    def presses(self, key: str, times: int = 1) -> None:
        """Press a key, as often as it takes."""
        for _ in range(times):
            self.page.keyboard.press(key)

    def follows(self, place: str, to: str) -> None:
        """Follow the link or press the button at `place`, which leads to the address `to`."""
        self.goes_to(place)
        self.presses("Enter")
        self.page.wait_for_url(to)

    def fills_in(self, item: ItemBase, choice: Choice) -> None:
        """Choose, mark, match or arrange; the focus stays in the answer."""
        self._fills_in(item, choice)
        assert not self.is_at("body"), f"the focus is lost on {self.page.url}"

    def _fills_in(self, item: ItemBase, choice: Choice) -> None:
        if item.kind == "order" and self.scripts:
            self._arranges(list(choice))
        elif item.kind == "order":
            for place, step in sorted(enumerate(choice, 1), key=lambda pair: self._stop(f"choice-{pair[1]}")):
                self.goes_to(f"#choice-{step}")
                self.presses(str(place))
        elif isinstance(choice, dict):
            for part, value in choice.items():
                self._selects(f"#choice-{part}", value)
        elif isinstance(choice, str):
            self._picks(choice)
        else:
            for value in sorted(choice, key=lambda value: self._stop(value)):
                self.goes_to(f'input[name="choice"][value="{value}"]')
                self.presses("Space")

    def _arranges(self, steps: list[str]) -> None:
        for place, step in enumerate(steps):
            up = f'li:has(#choice-{step}) [data-by="-1"]'
            moves = self._stop(f"choice-{step}") - place
            self._goes_back_to_the_question()
            self.goes_to(up)
            for _ in range(moves):
                self.presses("Enter")
                assert self.is_at(up), "the focus has left the arrow of the moved row"

    def _goes_back_to_the_question(self) -> None:
        """The rows have changed places: begin again above them."""
        while not self.is_at(".bar__close"):
            self.presses("Shift+Tab")

    def _selects(self, place: str, value: str) -> None:
        options = self.page.locator(f"{place} option").evaluate_all("options => options.map(option => option.value)")
        self.goes_to(place)
        self.presses("ArrowDown", options.index(value))

    def _picks(self, value: str) -> None:
        self.goes_to('input[name="choice"]')
        index = self._stop(value)
        self.presses("ArrowDown", index) if index else self.presses("Space")

    def _stop(self, value: str) -> int:
        """Where a part stands on the page now, by the name of its select or the value of its field."""
        names = "fields => fields.map(field => field.type.startsWith('select') ? field.name : field.value)"
        found: list[str] = self.page.locator('#answer [name^="choice"], #recall [name^="choice"]').evaluate_all(names)
        return found.index(value)

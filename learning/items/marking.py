"""Marking that several kinds share. Pure."""

from __future__ import annotations

from learning.items.base import Mark


def balanced(*, chosen: set[str], right: set[str], offered: set[str]) -> Mark:
    """Balanced accuracy: the mean of the share of right parts chosen and of wrong parts left alone.

    Choosing everything and choosing nothing both earn a half, however many parts are right (Brodersen et al., "The
    balanced accuracy and its posterior distribution", 2010).
    """
    wrong = offered - right
    hits = len(chosen & right) / len(right)
    left = len(wrong - chosen) / len(wrong)
    return Mark(share=(hits + left) / 2)

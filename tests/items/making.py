"""Small makers of items: the parts of an item are single letters, and each maker takes only what a test is about."""

from __future__ import annotations

from typing import Any

from learning.catalogue.versions import item_from


def text(words: str = "…") -> dict[str, str]:
    return {"vi": words, "en": words}


def made(kind: str, item_id: str = "one", **fields: Any) -> Any:
    return item_from({"id": item_id, "kind": kind, **fields})


def single(right: str = "b", options: str = "abc", **more: Any) -> Any:
    return made("single", prompt=text(), options=_options(options, right), **more)


def multiple(right: str = "ab", options: str = "abcd", **more: Any) -> Any:
    return made("multiple", prompt=text(), options=_options(options, right), **more)


def truefalse(*, answer: bool = True, **more: Any) -> Any:
    return made("truefalse", prompt=text(), answer=answer, why_true=text(), why_false=text(), **more)


def order(steps: str = "abcd", **more: Any) -> Any:
    return made("order", prompt=text(), steps=[{"id": i, "text": text(i), "why": text()} for i in steps], **more)


def match(pairs: str = "abc", **more: Any) -> Any:
    sides = [{"id": i, "left": text(i), "right": text(f"to {i}"), "why": text()} for i in pairs]
    return made("match", prompt=text(), pairs=sides, **more)


def chat(flags: str = "ab", lines: str = "abcd", me: str = "", **more: Any) -> Any:
    thread = [
        {"id": i, "from": "me" if i in me else "other", "text": text(i), "flag": i in flags, "why": text()}
        for i in lines
    ]
    return made("chat", prompt=text(), name=text(), lines=thread, **more)


def judge(truth: str = "scam", poles: str = "genuine-scam", **more: Any) -> Any:
    stimulus = {"form": "sms", "sender": text(), "lines": [text()]}
    why = {"trust": text(), "doubt": text()}
    return made("judge", poles=poles, truth=truth, stimulus=stimulus, why=why, **more)


def _options(ids: str, right: str) -> list[dict[str, Any]]:
    return [{"id": i, "text": text(i), "right": i in right, "why": text()} for i in ids]


ONE_OF_EACH = {
    "single": single(),
    "multiple": multiple(),
    "truefalse": truefalse(),
    "order": order(),
    "match": match(),
    "chat": chat(flags="ab", lines="abcde", me="e"),
    "judge": judge(),
}

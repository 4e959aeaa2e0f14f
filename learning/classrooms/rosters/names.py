"""Names in rosters: what is one, what is none and why, and how two pupils of one name are told apart. Pure."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from learning.accounts.names import NAME_LENGTH, is_latin, search_key

NICKNAME_LENGTH = 30
GROUP_LENGTH = 30
_NUMBERED = re.compile(r"^(\d{1,4}\s*[.):/-]|\d{1,4}(?=\s)|[-–—•*·])\s*(?=[^\W\d_])")
_SIGNS = re.compile(r"['’‘ʼ`´.\-– ]")
_FOREIGN_SIGNS = frozenset("§äëïöüñøßþåæçð") | frozenset(map(chr, range(0xA8, 0xC0))) - {"´"}
_VNI = re.compile("[aeo]â|aê|[ae]ã|[aeou][ùû]|[\u0300\u0301\u0303\u0309\u0323]")
_TITLE = re.compile(
    r"(danh sách|sở gd|sở giáo dục|phòng gd|phòng giáo dục|ubnd|ủy ban|uỷ ban|lớp\b|năm học|học k[ỳì]\b|trang \d"
    r"|trường (th|tiểu|trung|phổ|mầm|mẫu|đại|cao đ|liên|dân tộc|pt)|cộng hòa xã|cộng hoà xã|độc lập|giáo viên|gvcn"
    r"|(phó )?hiệu trưởng|người lập|tổng số|tổng cộng|tổng:|sĩ số|ký tên|ký,|\(ký|xác nhận|[^0-9]*ngày .*tháng"
    r"|class list|list of |school |teacher|total\b|page \d)"
)


def key_of(nickname: str) -> str:
    """A nickname without capitals, spaces, diacritics and signs: what two pupils of a class must differ in."""
    return re.sub(r"[^a-z0-9]", "", search_key(nickname))


def person_key(name: str) -> str:
    """A full name without capitals and without the differences between apostrophes."""
    return re.sub("[’‘ʼ`´]", "'", name.casefold())


def without_number(name: str) -> str:
    """A name of a numbered list: `1. Lê An`, `2) Lê Bình` and `- Lê Chi` without what stands before them."""
    return _NUMBERED.sub("", name)


def is_title(line: str) -> bool:
    """True of what stands above and below the lists of schools, in Vietnamese or English."""
    return _TITLE.match(line.casefold()) is not None


def fault_of(name: str) -> str | None:
    """Why this is no name, as a message key; None if it can be one."""
    if not name:
        return "no-name"
    if name.startswith("="):
        return "formula"
    if is_title(name):
        return "title"
    letters = _SIGNS.sub("", name)
    if not letters or not is_latin(name) or not all(unicodedata.category(char)[0] in "LM" for char in letters):
        return "not-a-name"
    return "too-long" if len(name) > NAME_LENGTH else None


def is_in_old_font(name: str) -> bool:
    """True if this looks like TCVN3 (ABC) or VNI, the codes of Vietnamese fonts before Unicode, read as letters.

    Some names from abroad look so too: only a list that is full of them is in such a font.
    """
    if any(sign in _FOREIGN_SIGNS for sign in name.casefold()) or _VNI.search(name.casefold()):
        return True
    return any(here.islower() and after.isupper() and not after.isascii() for here, after in pairwise(name))


def nickname_fault(nickname: str) -> str | None:
    """Why a nickname of the file cannot be used; None if it can, or if there is none."""
    if not nickname:
        return None
    letters = _SIGNS.sub("", nickname)
    if not key_of(nickname) or not is_latin(nickname) or not letters.isalnum() or len(nickname) > NICKNAME_LENGTH:
        return "not-a-nickname"
    return None


def propose_nickname(name: str, taken: set[str]) -> str:
    """The shortest nickname that nobody in the class has: given name, with more of the name, at last with a number."""
    words = name.split()
    given = words[-1]
    for candidate in (" ".join(words[-n:]) for n in range(1, len(words) + 1)):
        if key_of(candidate) and key_of(candidate) not in taken:
            return candidate
    number = 2
    while key_of(f"{given} {number}") in taken:
        number += 1
    return f"{given} {number}"

"""Vietnamese order, the same on SQLite and on PostgreSQL, whatever the locale of the database."""

from __future__ import annotations

from random import Random

import pytest
from flask import Flask
from sqlalchemy import text

from learning.classrooms.models import Classroom
from learning.db import db
from tests.cast import Person

IN_ORDER = [
    "Nguyễn Thị An", "Trần Bảo An", "Phạm Ngọc Ánh", "Nguyễn Hồng Ân", "Vũ Đức Bình", "Lê Dũng", "Lê Đan",
    "Đặng Văn Đức", "Phạm Thị Hiền", "Niê H'Linh", "Lê Thị Hoa", "Trần Thị Hòa", "Lê Thị Hoàn", "Bùi Thu Hồng",
    "Giàng A Páo", "Thạch Sô Phi", "Ngô Tâm", "Ngô Tấm", "Y Ý",
]  # fmt: skip


@pytest.mark.storage
def test_pupils_stand_in_vietnamese_order(co_hoa: Person, class_6a: Classroom) -> None:
    other = Random(7).sample(IN_ORDER, len(IN_ORDER))
    co_hoa.opens("/vi/classrooms/")
    co_hoa.submits({"name": "6B", "band": "11-14"}, form="/classrooms/")
    co_hoa.submits({"names": "\n".join(other)}, form="/roster")
    page = co_hoa.submits(form="/pupils")
    heads = ["".join(next(th.iter("a")).itertext()) for th in page.html.iter("th") if th.get("scope") == "row"]
    assert heads == IN_ORDER


@pytest.mark.storage
def test_classes_stand_in_the_order_of_their_numbers(co_hoa: Person, class_6a: Classroom) -> None:
    for name in ("10A2", "6a2", "12C", "10A10", "3A", "Lớp Chồi"):
        co_hoa.opens("/vi/classrooms/")
        co_hoa.submits({"name": name, "band": "11-14"}, form="/classrooms/")
    words = [words for words in co_hoa.opens("/vi/classrooms/").links if "mã" in words.casefold()]
    assert [word.split(" Mã")[0] for word in words] == ["Lớp Chồi", "3A", "6A", "6a2", "10A2", "10A10", "12C"]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_keys_are_compared_letter_by_letter_on_postgresql(app: Flask) -> None:
    with app.app_context():
        query = "SELECT column_name FROM information_schema.columns WHERE collation_name = 'C'"
        assert set(db.session.scalars(text(query))) >= {"name_sort", "nickname_key"}

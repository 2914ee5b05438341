"""What a programme says, kept and compared."""

import datetime as dt
from dataclasses import replace

from mentorship.programs.versions.contents import Content, Difference, Item, differences, dump, load, summary

START, END = dt.date(2026, 9, 15), dt.date(2027, 5, 31)


def item(key, title="Занятие", **more):
    return Item(
        key=key,
        section="Практика",
        title=title,
        content="",
        starts_on=None,
        due_on=dt.date(2027, 1, 10),
        responsible=1,
        responsible_name="Иванова И. И.",
        expected="",
        **more,
    )


CONTENT = Content(
    starts_on=START,
    ends_on=END,
    pair_ends_on=END,
    form="педагог – педагог",
    kind="традиционное",
    texts={"goal": "Освоиться"},
    directions=("предмет",),
    needs=(),
    plan=(item(1), item(2, "Открытый урок")),
)


def test_a_version_comes_back_as_it_was_kept():
    done = replace(CONTENT, plan=(item(1, done_on=dt.date(2027, 1, 5)),))

    assert load(dump(done)) == done


def test_the_difference_names_each_part_and_a_mark_is_no_change():
    plan = (item(1, done_on=dt.date(2027, 1, 5)), item(2, "Мастер-класс"), item(None, "Экскурсия"))
    new = replace(CONTENT, ends_on=dt.date(2027, 8, 31), texts={"goal": "Освоиться\nВести кружок"}, plan=plan)

    found = differences(CONTENT, new)

    assert [row.part for row in found] == ["Срок программы", "Цель", "План: изменить", "План: добавить"]
    assert found[1].runs == [("same", ["Освоиться"]), ("added", ["Вести кружок"])]
    assert summary(found) == "срок программы по 31.08.2027, цель, план мероприятий (добавить 1, изменить 1)"
    dropped = differences(CONTENT, replace(CONTENT, plan=(item(1),)))
    assert dropped == [Difference("План: исключить", "Открытый урок — до 10.01.2027, Иванова И. И.", "")]
    assert differences(CONTENT, CONTENT) == []

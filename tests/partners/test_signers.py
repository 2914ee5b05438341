"""Who signs for the partner, typed in the nominative or in the genitive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorship.partners.signers import in_genitive, sex_of


@pytest.mark.parametrize(
    ("typed", "said", "sex"),
    [
        ("директор Сидорова Анна Петровна", "директора Сидоровой Анны Петровны", "f"),
        ("директора Сидоровой Анны Петровны", "директора Сидоровой Анны Петровны", "f"),
        ("Игорь Маркович Броднев", "Игоря Марковича Броднева", "m"),
        ("заведующая Павлович Ольга Ильинична", "заведующей Павлович Ольги Ильиничны", "f"),
        ("директора Павлович Анны Петровны", "директора Павлович Анны Петровны", "f"),
        ("и. о. директора Иванов Пётр Ильич", "и. о. директора Иванова Петра Ильича", "m"),
        ("директор школы", "директора школы", ""),
        ("директора Сидоровой А.П.", "директора Сидоровой А.П.", ""),
        ("директор Сидорова А.П.", None, ""),
        ("директор Анна Петровна", None, "f"),
        ("", "", ""),
    ],
)
def test_the_genitive_is_said_and_the_sex_follows_the_patronymic(typed, said, sex):
    assert in_genitive(typed) == said
    assert sex_of(typed) == sex


@given(st.text("абвнАБПич .,«»1-", max_size=40))
def test_any_words_are_answered(text):
    assert sex_of(text) in ("", "m", "f")
    assert in_genitive(" ".join(text.split())) is None or isinstance(in_genitive(text), str)

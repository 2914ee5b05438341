"""What is asked for when a longer term is wanted."""

import pytest

from mentorship.programs.models import Amendment
from tests.programs.amendments.making import url

pytestmark = [pytest.mark.django_db, pytest.mark.today("2027-03-01")]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"program_ends_on": "31.05.2027"}, "program_ends_on", "должно быть позже прежнего, 31.05.2027"),
        ({"program_ends_on": "01.09.2026"}, "program_ends_on", "должно быть позже прежнего"),
        ({"program_ends_on": ""}, "program_ends_on", "по какой день продлить"),
        ({"program_ends_on": "31.02.2027"}, "program_ends_on", "Такой даты нет"),
        ({"pair_ends_on": "01.06.2027"}, "pair_ends_on", "не может закончиться раньше 31.08.2027"),
        ({"what": []}, "what", "Обязательное поле"),
        ({"reason": ""}, "reason", "Обязательное поле"),
    ],
)
def test_bad_input_is_told_beside_its_field(as_user, curator, program, change, field, words):
    form = {"what": ["extension"], "program_ends_on": "31.08.2027", "reason": "Болезнь", **change}

    answer = as_user(curator).post(url("amend", program.pk), form)

    assert words in " ".join(answer.context["form"].errors[field])
    assert not Amendment.objects.exists()

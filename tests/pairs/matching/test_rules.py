"""Who fits the mentees, and why."""

from mentorship.pairs.matching.rules import Candidate, fit


def test_a_mentor_without_a_free_place_is_the_last_candidate_whatever_the_match():
    full = Candidate(
        load=3, cap=3, matches=("а", "б", "в"), wanted=3, same_unit=True, trained=True, experience_years=20
    )
    free = Candidate(load=2, cap=3, matches=(), wanted=3, same_unit=False, trained=False, experience_years=0)

    assert fit(free)[0] > fit(full)[0]
    assert "помогает в том, что нужно: а, б, в" in fit(full)[1]


def test_who_lacks_what_the_edition_asks_stands_lower_and_the_list_says_why():
    common = {"load": 0, "cap": 3, "wanted": 1, "same_unit": True, "trained": True, "experience_years": 9}
    able = Candidate(matches=(), **common)
    lacking = Candidate(matches=("речь",), lacks=("стаж меньше нужного", "нет нужной категории"), **common)

    assert fit(able)[0] > fit(lacking)[0]
    assert fit(lacking)[1].endswith("стаж меньше нужного; нет нужной категории")

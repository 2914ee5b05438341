"""How well a mentor fits what the mentees need (п. 6.1, PAIR-01). Plain Python: no database."""

from dataclasses import dataclass

from mentorship.core.words.text import plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A possible mentor beside what the mentees need."""

    load: int
    cap: int | None
    matches: tuple[str, ...]
    wanted: int
    same_unit: bool
    trained: bool
    experience_years: int
    lacks: tuple[str, ...] = ()  # of what the edition asks of a mentor; the gate will warn of it
    gaps: tuple[str, ...] = ()  # the days of the term on which the mentor is known not to work


def fit(candidate: Candidate) -> tuple[int, str]:
    """How well a mentor fits, the more the better, and why in words (PAIR-01, п. 6.1)."""
    free = None if candidate.cap is None else candidate.cap - candidate.load
    score = 100 * len(candidate.matches) + 30 * candidate.trained + 20 * candidate.same_unit
    score += min(candidate.experience_years, 10) + (10 * min(free, 3) if free is not None else 30)
    score -= 200 * len(candidate.lacks) + 500 * len(candidate.gaps)
    if free is not None and free <= 0:
        score -= 10_000
    reasons = []
    if candidate.matches:
        reasons.append(f"помогает в том, что нужно: {', '.join(candidate.matches)}")
    elif candidate.wanted:
        reasons.append("его темы не совпадают с запросами")
    if candidate.same_unit:
        reasons.append("то же подразделение")
    if candidate.experience_years:
        years = candidate.experience_years
        reasons.append(f"опыт наставничества {years} {plural(years, 'год', 'года', 'лет')}")
    if not candidate.trained:
        reasons.append("обучение не пройдено")
    return score, "; ".join([*candidate.gaps, *reasons, *candidate.lacks])

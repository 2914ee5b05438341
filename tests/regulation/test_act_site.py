"""The Положение on the site, the duty to put it there, two versions side by side, the rules by themselves."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.access.roles import Office
from mentorship.desk.duties import collect, url_of
from mentorship.regulation.act import rules
from mentorship.regulation.act import services as act_services
from mentorship.regulation.duties import Scope
from mentorship.regulation.limits import Limits
from tests.factories.people import UserFactory

TODAY, DUE = date(2026, 9, 20), date(2026, 9, 30)

pytestmark = pytest.mark.today("2026-09-20")


def version(curator, body="# {положение}\nТекст.", starts_on=date(2026, 9, 1), publish_by=DUE, **fields):
    """An approved version, to be published by the day."""
    made = act_services.begin_version(fields={"title": "Положение", "body": body, **fields}, on=TODAY, by=curator)
    approval = {
        "basis": "приказ",
        "approval_number": "15",
        "approved_on": date(2026, 9, 1),
        "starts_on": starts_on,
        "publish_by": publish_by,
        "publisher": "методист",
    }
    return act_services.approve_version(made, approval=approval, confirmed=True, today=TODAY, by=curator)


def publication_duties(edition, scope):
    return [duty for duty in collect(edition.limits(), scope) if duty.rule == "publication"]


@pytest.mark.django_db
def test_publication_is_owed_by_its_day_until_it_is_marked(edition, curator):
    made = version(curator)

    (duty,) = publication_duties(edition, Scope(everything=True))

    assert (duty.due_on, duty.clause, duty.about) == (DUE, "8.1", "версия 1, размещает методист")
    assert [duty.days_left(DUE + timedelta(days=shift)) for shift in (-1, 0, 1)] == [1, 0, -1]
    assert url_of(duty) == reverse("regulation:publish", args=[made.pk])
    act_services.mark_published(made, url="https://sad.example/", on=TODAY, today=TODAY, by=curator)
    assert publication_duties(edition, Scope(everything=True)) == []


@pytest.mark.django_db
def test_the_duty_is_of_who_keeps_the_site_and_of_the_newest_version_alone(edition, curator):
    version(curator)
    newest = version(curator, starts_on=date(2026, 9, 10))

    for office, owed in (("clerk", 1), ("admin", 1), ("curator", 1), ("director", 0), ("council", 0)):
        duties = publication_duties(edition, Scope(offices=frozenset({office})))
        assert [duty.pk for duty in duties] == [newest.pk] * owed


@pytest.mark.django_db
def test_no_day_of_publication_means_no_duty(edition, curator):
    version(curator, publish_by=None)

    assert publication_duties(edition, Scope(everything=True)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"url": "ftp://sad.example/act"}, "скопируйте его из строки браузера"),
        ({"url": "javascript:alert(1)"}, "скопируйте его из строки браузера"),
        ({"url": "наш сайт"}, "скопируйте его из строки браузера"),
        ({"url": ""}, "Обязательное поле"),
        ({"on": "21.09.2026"}, "будущим днём: 21.09.2026, а сегодня 20.09.2026"),
        ({"on": "31.08.2026"}, "раньше дня утверждения 01.09.2026"),
        ({"on": "31.09.2026"}, "Такой даты нет"),
    ],
)
def test_a_wrong_mark_of_publication_is_refused_in_words(as_user, curator, typed, words):
    made = version(curator)
    client = as_user(UserFactory(office=Office.CLERK))
    url = reverse("regulation:publish", args=[made.pk])

    answer = client.post(url, {"url": "https://sad.example/act", "on": "20.09.2026", **typed})

    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors)
    made.refresh_from_db()
    assert made.published_on is None


@pytest.mark.django_db
def test_the_clerk_marks_the_publication_and_everybody_sees_the_link(as_user, curator):
    made = version(curator)
    url = reverse("regulation:publish", args=[made.pk])
    as_user(UserFactory(office=Office.CLERK)).post(url, {"url": "sad.example/act", "on": "18.09.2026"})

    page = as_user(UserFactory()).get(reverse("regulation:act")).content.decode()

    assert 'href="https://sad.example/act"' in page
    assert "размещено" in page


@pytest.mark.django_db
def test_a_draft_is_not_published(as_user, curator):
    draft = act_services.begin_version(fields={"title": "П", "body": "Текст"}, on=TODAY, by=curator)

    answer = as_user(curator).post(
        reverse("regulation:publish", args=[draft.pk]), {"url": "https://sad.example/", "on": "20.09.2026"}
    )

    assert "Сначала утвердите эту версию" in str(answer.context["form"].errors)


@pytest.mark.django_db
def test_two_versions_are_compared_by_paragraphs_in_words(as_user, curator):
    version(curator, "# {положение}\n\\1.1. Старый пункт.\nОбщий пункт для {учреждение:род}.")
    version(curator, "# {положение}\nОбщий пункт для {учреждение:род}.\n\\1.2. <b>Новый</b> пункт.", date(2026, 9, 10))
    client = as_user(UserFactory())

    page = client.get(reverse("regulation:compare_versions"))

    assert page.context["runs"][1:2] == [("removed", ["1.1. Старый пункт."])]
    assert [kind for kind, _ in page.context["runs"]] == ["same", "removed", "same", "added"]
    text = page.content.decode()
    assert "Убрано:" in text
    assert "Добавлено:" in text
    assert "1.2. &lt;b&gt;Новый" in text
    assert "{" not in str(page.context["runs"])


@pytest.mark.django_db
def test_comparing_asks_for_versions_one_may_see(as_user, curator):
    first = version(curator)
    url = reverse("regulation:compare_versions")
    assert as_user(curator).get(url).status_code == 404  # nothing to compare with
    draft = act_services.begin_version(fields={"title": "П", "body": "Иное"}, on=TODAY, by=curator)

    assert as_user(curator).get(url, {"old": first.pk, "new": draft.pk}).status_code == 200
    for wrong in ({"old": "999999"}, {"old": "9" * 30}, {"old": "x"}, {"new": "\0"}):
        assert as_user(curator).get(url, wrong).status_code in (200, 404)
    assert as_user(UserFactory()).get(url, {"new": draft.pk}).status_code == 404


def facts(**changes):
    day = date(2026, 9, 1)
    usual = {
        "limits": Limits(),
        "today": TODAY,
        "approved_on": day,
        "starts_on": day,
        "publish_by": None,
        "in_force_since": None,
        "taken": frozenset(),
        "marks": (),
    }
    return rules.Approval(**{**usual, **changes})


days = st.dates(date(2014, 1, 1), date(2026, 9, 20))


@given(approved_on=days, shift=st.integers(-800, 800), current=st.none() | days)
@example(approved_on=date(2026, 1, 15), shift=-32, current=None)
@example(approved_on=date(2026, 1, 15), shift=-31, current=None)
@example(approved_on=date(2026, 1, 15), shift=-1, current=None)
@example(approved_on=date(2026, 1, 15), shift=0, current=None)
@example(approved_on=date(2026, 1, 15), shift=366, current=None)
@example(approved_on=date(2026, 1, 15), shift=367, current=None)
def test_only_a_start_near_the_approval_and_after_the_present_version_is_taken(approved_on, shift, current):
    starts_on = approved_on + timedelta(days=shift)
    found = list(rules.approval_violations(facts(approved_on=approved_on, starts_on=starts_on, in_force_since=current)))

    lawful = -31 <= shift <= 366 and (current is None or starts_on > current)
    assert lawful == all(violation.overridable for violation in found)
    assert bool(found) == (not lawful or shift < 0)


@given(protocol=days, order=days)
def test_a_protocol_later_than_its_order_is_warned_about_and_nothing_else(protocol, order):
    marks = (
        ("left", "ПРИНЯТО", f"протокол № 3 от {protocol:%d.%m.%Y}г."),
        ("right", "УТВЕРЖДЕНО", f"приказ {order:%d.%m.%Y}"),
    )

    assert bool(list(rules.mark_warnings(marks))) == (protocol > order)
    assert not list(rules.mark_warnings(marks[:1]))


@pytest.mark.parametrize("lines", ["протокол № ___ от «__» _____ 20__ г.", "протокол от 31.02.2026", ""])
def test_a_blank_or_impossible_day_in_a_mark_is_not_compared(lines):
    assert not list(rules.mark_warnings((("left", "ПРИНЯТ", lines),), date(2020, 1, 1)))

"""Every limit and switch is changed on a page; a new edition leaves running pairs under theirs."""

import datetime as dt
from dataclasses import fields

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mentorship.core.refusal import RuleBroken
from mentorship.people.models import MenteeEntry
from mentorship.regulation.edition import services
from mentorship.regulation.edition.forms import RulesForm
from mentorship.regulation.edition.limits import CATEGORIES
from mentorship.regulation.edition.rulebook import GROUPS, RULES, rules_of
from mentorship.regulation.limits import Limits
from mentorship.regulation.models import ActVersion, Edition, Option
from tests.factories.pairs import PairFactory

pytestmark = pytest.mark.django_db


def page_of(edition, group):
    return reverse("regulation:edit_rules", args=[edition.pk, group])


def filled(edition, group, **changes):
    """The form of a group as the page shows it, with changes."""
    form = RulesForm(group=group, in_use=False, initial=RulesForm.initial_of(edition, group))
    values = {name: form[name].value() for name in form.fields} | changes
    return {name: value for name, value in values.items() if value not in (None, False, "")}


def test_every_limit_belongs_to_a_rule_that_some_page_changes():
    of_rules = [name for rule in RULES.values() for name in rule.fields]

    assert sorted(of_rules) == sorted(field.name for field in fields(Limits) if field.name not in ("clauses", "since"))
    assert {rule.group for rule in RULES.values()} == set(GROUPS)
    assert all(rules_of(group) for group in GROUPS)
    assert dict(MenteeEntry.Category.choices) == CATEGORIES


def test_a_page_saved_as_it_is_changes_nothing(as_user, curator, edition):
    client, before = as_user(curator), edition.limits()

    for group in GROUPS:
        answer = client.post(page_of(edition, group), filled(edition, group))
        assert answer.status_code == 302, answer.context["form"].errors

    assert Edition.objects.get().limits() == before
    assert edition.history.count() == 1


def test_a_changed_limit_is_kept_with_its_clause_and_its_history(as_user, curator, edition):
    change = {"max_mentees": "2", "clause_max_mentees": "4.5", "gist_max_mentees": "Не больше двух человек."}
    client = as_user(curator)

    client.post(page_of(edition, "pairs"), filled(edition, "pairs", **change))

    limits = Edition.objects.get().limits()
    assert (limits.max_mentees, limits.clause("max_mentees")) == (2, "4.5")
    page = client.get(reverse("regulation:edition", args=[edition.pk])).content.decode()
    assert "2 человека" in page
    assert "наставляемых у одного наставника одновременно, не больше: было «3», стало «2»" in page
    assert "п. 4.5" in client.get(reverse("regulation:rules")).content.decode()


def test_an_emptied_limit_is_no_rule_at_all(as_user, curator, edition):
    client = as_user(curator)

    client.post(
        page_of(edition, "pairs"), filled(edition, "pairs", max_mentees="", clause_max_mentees="", gist_max_mentees="")
    )

    limits = Edition.objects.get().limits()
    assert (limits.max_mentees, limits.clause("max_mentees")) == (None, "")
    assert "правила нет" in client.get(reverse("regulation:edition", args=[edition.pk])).content.decode()


@pytest.mark.parametrize(
    ("group", "change", "field", "words"),
    [
        ("pairs", {"max_mentees": "-1"}, "max_mentees", "от 1 до 99"),
        ("pairs", {"max_mentees": "0"}, "max_mentees", "от 1 до 99"),
        ("pairs", {"max_mentees": "три"}, "max_mentees", "целое число"),
        ("pairs", {"appoint_within_days": "99999999999999999999"}, "appoint_within_days", "от 1 до 365"),
        ("pairs", {"mentoring_min_months": "13"}, "mentoring_max_months", "меньше наименьшего (13)"),
        ("pairs", {"clause_due_rolls": "", "gist_due_rolls": "Переносится"}, "clause_due_rolls", "номер пункта"),
        ("programs", {"program_min_months": "24"}, "program_max_months", "меньше наименьшего (24)"),
        ("programs", {"program_approval": "никем"}, "program_approval", "Выберите"),
        ("mentees", {"young_max_age": "350"}, "young_max_age", "от 1 до 99"),
        ("mentees", {"mentee_categories": ["гений"]}, "mentee_categories", "Выберите"),
        ("pay", {"pay_kind": "amount"}, "pay_value", "Укажите размер"),
        ("pay", {"pay_kind": "amount", "pay_value": "-5"}, "pay_value", "больше нуля"),
        ("pay", {"pay_kind": "amount", "pay_value": "0"}, "pay_value", "больше нуля"),
        ("pay", {"pay_kind": "amount", "pay_value": "2000", "pay_cap": "1500"}, "pay_cap", "Меньше, чем за одного"),
    ],
)
def test_a_limit_that_cannot_be_is_refused_beside_its_field(as_user, curator, edition, group, change, field, words):
    before = edition.limits()

    answer = as_user(curator).post(page_of(edition, group), filled(edition, group, **change))

    assert answer.status_code == 422
    assert words in " ".join(answer.context["form"].errors[field])
    assert Edition.objects.get().limits() == before


def test_rules_with_pairs_under_them_are_changed_only_with_a_reason(as_user, curator, edition):
    PairFactory(active=True)
    client, data = as_user(curator), filled(edition, "pairs", max_mentees="5")
    data["gist_max_mentees"] = "У одного наставника не больше пяти человек."

    refused = client.post(page_of(edition, "pairs"), data)
    client.post(page_of(edition, "pairs"), {**data, "reason": "Опечатка при вводе: в тексте пять"})

    assert "reason" in refused.context["form"].errors
    assert Edition.objects.get().max_mentees == 5
    assert edition.history.first().history_change_reason == "Опечатка при вводе: в тексте пять"


def begin(starts_on, by):
    return services.begin_edition(title="Положение новое", approved_by="приказ № 9", starts_on=starts_on, by=by)


def test_a_new_edition_begins_as_a_copy_and_leaves_running_pairs_under_theirs(as_user, curator, edition):
    pair = PairFactory(active=True)
    day = pair.order.signed_on + dt.timedelta(days=30)

    new = begin(day, curator)

    assert new.limits() == edition.limits()
    assert {option.code for option in new.options.all()} == {option.code for option in edition.options.all()}
    edition.refresh_from_db()
    assert edition.ends_on == day - dt.timedelta(days=1)
    pair.refresh_from_db()
    assert pair.edition == edition
    assert Edition.objects.in_force_on(day).get() == new


@pytest.mark.parametrize("days", [0, -1, -400])
def test_an_edition_cannot_start_over_signed_orders(as_user, curator, edition, days):
    pair = PairFactory(active=True)
    start = pair.order.signed_on + dt.timedelta(days=days)

    answer = as_user(curator).post(
        reverse("regulation:new_edition"), {"title": "Положение новое", "starts_on": f"{start:%d.%m.%Y}"}
    )

    assert answer.status_code == 422
    assert "по прежней редакции уже подписано: 1 приказ" in answer.content.decode()
    assert f"{pair.order.signed_on + dt.timedelta(days=1):%d.%m.%Y}" in answer.content.decode()
    assert Edition.objects.get().ends_on is None


def test_an_edition_cannot_start_before_the_one_in_force(curator, edition):
    with pytest.raises(RuleBroken, match="раньше прежней"):
        begin(edition.starts_on, curator)


def test_a_mistaken_edition_is_taken_back_and_the_one_before_runs_on(as_user, curator, edition):
    new = begin(edition.starts_on + dt.timedelta(days=400), curator)

    as_user(curator).post(reverse("regulation:drop_edition", args=[new.pk]))

    assert Edition.objects.get() == edition
    assert Edition.objects.get().ends_on is None


def test_an_edition_with_pairs_is_not_taken_back(as_user, curator, edition):
    new = begin(edition.starts_on + dt.timedelta(days=400), curator)
    PairFactory(edition=new)

    answer = as_user(curator).post(reverse("regulation:drop_edition", args=[new.pk]), follow=True)

    assert "по которой ещё нет пар" in answer.content.decode()
    assert Edition.objects.count() == 2


def test_an_edition_with_a_text_is_not_taken_back(as_user, curator, edition):
    new = begin(edition.starts_on + dt.timedelta(days=400), curator)
    ActVersion.objects.create(edition=new, number=1, title="Положение", body="Текст")

    answer = as_user(curator).post(reverse("regulation:drop_edition", args=[new.pk]), follow=True)

    assert "уже есть текст Положения" in answer.content.decode()
    assert Edition.objects.count() == 2


def test_the_first_day_moves_only_while_no_pair_is_under_the_edition(as_user, curator, edition):
    client, url = as_user(curator), reverse("regulation:edition_facts", args=[edition.pk])
    data = {"title": "Положение", "approved_by": "приказ № 1", "starts_on": "01.09.2021"}

    client.post(url, data)
    assert Edition.objects.get().starts_on == dt.date(2021, 9, 1)
    PairFactory()
    answer = client.post(url, {**data, "starts_on": "01.09.2022"})

    assert "уже есть пары" in answer.content.decode()
    assert Edition.objects.get().starts_on == dt.date(2021, 9, 1)


def test_items_of_a_list_are_added_renamed_moved_and_put_aside(as_user, curator, edition):
    client = as_user(curator)
    add = reverse("regulation:add_option", args=[edition.pk, "kind"])

    client.post(add, {"title": "сетевое", "behaviour": "remote"})
    twice = client.post(add, {"title": "СЕТЕВОЕ"})
    added = edition.options.get(title="сетевое")
    client.post(reverse("regulation:move_option", args=[added.pk, 1]))
    client.post(reverse("regulation:switch_option", args=[added.pk, 0]))
    client.post(reverse("regulation:edit_option", args=[added.pk]), {"title": "сетевое наставничество"})

    assert "уже есть в перечне" in twice.content.decode()
    titles = list(edition.options.of("kind").order_by("position").values_list("title", flat=True))
    assert titles[-2:] == ["сетевое наставничество", "скоростное"]
    added.refresh_from_db()
    assert (added.is_active, added.code) == (False, "own-1")
    assert [entry.history_change_reason for entry in added.history.all()][-1] == "Добавлено: сетевое"


def test_a_closed_list_of_forms_takes_nothing_until_it_is_open(as_user, curator, edition):
    Edition.objects.update(forms_open=False)
    add = reverse("regulation:add_option", args=[edition.pk, "form"])

    answer = as_user(curator).post(add, {"title": "педагог – родитель"})

    assert "Перечень форм закрыт" in answer.content.decode()
    assert edition.options.of(Option.Group.FORM).count() == 4


def test_a_clause_without_a_rule_is_added_changed_and_taken_out(as_user, curator, edition):
    client = as_user(curator)
    client.post(reverse("regulation:add_clause", args=[edition.pk]), {"number": "10.1", "gist": "О рассылке."})
    clause = edition.clauses.get(number="10.1")

    client.post(reverse("regulation:edit_clause", args=[clause.pk]), {"number": "10.2", "gist": "О рассылке."})
    assert "п. 10.2" in client.get(reverse("regulation:rules")).content.decode()
    client.post(reverse("regulation:drop_clause", args=[clause.pk]))

    assert not edition.clauses.filter(number="10.2").exists()


def test_the_database_keeps_payment_whole(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.update(pay_kind="amount", pay_value=None)


class TestWhatTheLawAsksFor:
    """The legal minimum is not switched off without a warning that names the law (DIR-08)."""

    @pytest.mark.parametrize(
        ("group", "change", "kept"),
        [
            ("consents", {"mentor_consent": ""}, {"mentor_consent": True}),
            ("labour", {"agreement_required": ""}, {"agreement_required": True}),
            ("labour", {"employer_notice_days": "2"}, {"employer_notice_days": 3}),
            ("labour", {"employer_notice_days": ""}, {"employer_notice_days": 3}),
        ],
    )
    def test_it_is_refused_with_the_law_and_accepted_with_the_tick(
        self, as_user, curator, edition, group, change, kept
    ):
        client, page = as_user(curator), page_of(edition, group)
        form = {name: value for name, value in (filled(edition, group) | change).items() if value}

        answer = client.post(page, form)

        assert "ст. 351.8 ТК РФ" in answer.text
        assert Edition.objects.filter(**kept).exists()
        assert client.post(page, form | {"confirmed": "on"}).status_code == 302
        assert not Edition.objects.filter(**kept).exists()
        assert "ст. 351.8 ТК РФ" in client.get(reverse("regulation:rules")).text

    def test_what_was_so_already_does_not_hold_up_another_change(self, as_user, curator, edition):
        Edition.objects.update(mentor_consent=False)
        edition.refresh_from_db()

        answer = as_user(curator).post(page_of(edition, "consents"), filled(edition, "consents", mentee_consent=""))

        assert answer.status_code == 302
        assert not Edition.objects.get().mentee_consent


def test_the_database_keeps_one_open_edition(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.bulk_create([Edition(title="Вторая", starts_on="2026-10-01")])

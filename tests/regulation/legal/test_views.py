"""The legal base on its pages: who reads and mends it, the end of an act, the look at the Положение, ticked bases."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.core.refusal import RuleBroken
from mentorship.desk.duties import collect
from mentorship.orders import services as orders
from mentorship.regulation.duty import Scope
from mentorship.regulation.edition.presets import preset_codes
from mentorship.regulation.edition.services import begin_edition, load_preset
from mentorship.regulation.legal import services
from mentorship.regulation.legal.queries import noted
from mentorship.regulation.models import Edition, Institution, LegalAct, Wording
from mentorship.regulation.wording.texts import shipped
from tests.factories.people import PersonFactory, UserFactory
from tests.factories.regulation import LegalActFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("edition"), pytest.mark.today("2026-10-01")]
TODAY = dt.date(2026, 10, 1)
TYPED = {
    "level": "regional",
    "kind": "приказ",
    "issuer": "Министерства образования Заречной области",
    "number": "15-обр",
    "adopted_on": "20.09.2026",
    "title": "«О наставничестве»",
}


def code():
    return LegalAct.objects.get(short_name="ТК РФ")


def empty():
    Edition.objects.get().options.all().delete()
    Edition.objects.get().clauses.all().delete()
    for kept in (Edition, Institution, LegalAct, Wording):
        kept.objects.all().delete()


def add(client, **fields):
    return client.post(reverse("regulation:add_legal_act"), {**TYPED, **fields})


def owed(edition, on=TODAY):
    duties = collect(edition.limits(), Scope(offices=frozenset({"curator"}), on=on))
    return [duty.about for duty in duties if duty.rule == "legal_review"]


def test_everybody_reads_what_comes_with_the_program(as_user):
    client = as_user(UserFactory())
    page = client.get(reverse("regulation:legal"), {"q": "273-ФЗ"})

    assert "Федеральный закон от 29.12.2012" in page.text
    assert "Внести акт" not in page.text
    assert client.get(reverse("regulation:add_legal_act")).status_code == 403
    assert client.get(reverse("regulation:legal_act", args=[0])).status_code == 404
    card = client.get(code().get_absolute_url()).text
    assert "в соответствии с Трудовым кодексом Российской Федерации" in card
    assert "Изменить" not in card


@pytest.mark.parametrize("office", [Office.DIRECTOR, Office.CURATOR, Office.CLERK, Office.ADMIN])
def test_offices_mend_it(as_user, office):
    assert add(as_user(UserFactory(office=office))).status_code == 302

    assert LegalAct.objects.get(number="15-обр").name == (
        "приказ Министерства образования Заречной области от 20.09.2026 №\N{NO-BREAK SPACE}15-обр «О наставничестве»"
    )


def test_the_presets_bring_their_regional_acts():
    empty()
    load_preset("vorkuta")

    assert LegalAct.objects.of_level("regional").get().number == "143-п"
    assert LegalAct.objects.in_force_on(dt.date(2027, 8, 31)).filter(number="18").exists()
    assert not LegalAct.objects.in_force_on(dt.date(2027, 9, 1)).filter(number="18").exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"adopted_on": "02.10.2026"}, "Внесите акт, когда его примут"),
        ({"title": "О {дне}"}, "Фигурные скобки здесь не нужны"),
        ({"articles": "9, десятая"}, "«десятая» — не номер статьи"),
        ({"link": "javascript:alert(1)"}, "Это не адрес страницы."),
        ({"kind": ""}, "Обязательное поле."),
        ({"link": "минобр.рф"}, "Скопируйте её целиком из адресной строки браузера."),
        ({"level": "space"}, "Выберите корректный вариант"),
    ],
)
def test_bad_input_is_said_and_kept(as_user, curator, fields, words):
    answer = add(as_user(curator), **fields)

    assert answer.status_code == 422
    assert words in answer.text
    assert "15-обр" in answer.text
    assert not LegalAct.objects.filter(number="15-обр").exists()


def test_what_is_typed_as_it_stands_on_paper_is_kept_as_papers_print_it(as_user, curator):
    issuer, title = "Министерство образования Заречной области", "О знаке «За наставничество»"
    page = as_user(curator)
    card = page.post(
        reverse("regulation:add_legal_act"), {**TYPED, "number": "№ 5", "issuer": issuer, "title": title}, follow=True
    )

    act = LegalAct.objects.get(number="5")
    assert act.name.startswith("приказ Министерства образования Заречной области от 20.09.2026")
    assert act.title == "О знаке „За наставничество“"
    assert "В приказе он встанет так: «в соответствии с приказом Министерства образования" in card.text
    assert reverse("regulation:check_legal_act", args=[act.pk]) in card.text
    assert "сверьте с ним Положение</a> до 31.10.2026" in card.text


def test_an_act_that_needs_no_look_is_added_without_a_word_of_it(as_user, curator):
    card = as_user(curator).post(reverse("regulation:add_legal_act"), {**TYPED, "level": "institution"}, follow=True)

    assert "Акт внесён в нормативную базу" in card.text
    assert "сверьте с ним" not in card.text


def test_an_ended_act_is_not_compared_and_no_outcome_is_offered(as_user, curator):
    act = LegalActFactory(ends_on=dt.date(2026, 9, 30), end_reason="отменён")
    page = reverse("regulation:check_legal_act", args=[act.pk])
    client = as_user(curator)

    assert "Изменений в Положение не нужно</textarea>" not in client.get(page).text
    assert "действовал по 30.09.2026" in client.post(page, {"on": "01.10.2026", "note": "Не нужно"}).text
    services.restore_act(act, reason="ошибка", by=curator)
    assert client.post(page, {"on": "01.10.2026", "note": "Не нужно"}).status_code == 302


def test_codes_stand_before_laws_and_letters_last(as_user, curator):
    LegalAct.objects.all().delete()
    kinds = ("методические рекомендации", "положение", "приказ", "Указ", "Федеральный закон", "Трудовой кодекс")
    acts = [LegalActFactory(kind=kind, level="federal") for kind in kinds]
    lower = LegalActFactory(kind="закон", level="regional")
    older = LegalActFactory(kind="письмо", level="federal", adopted_on=dt.date(2020, 1, 1))
    expected = [*reversed(acts[1:]), older, acts[0], lower]

    assert list(LegalAct.objects.by_weight()) == expected
    assert [row.pk for row in as_user(curator).get(reverse("regulation:legal")).context["listing"].page] == [
        act.pk for act in expected
    ]


def test_the_same_act_twice_is_refused(as_user, curator):
    add(as_user(curator))
    answer = add(as_user(curator))

    assert "Такой акт уже есть в базе" in answer.text


def test_an_act_ends_once_with_a_reason_and_comes_back_with_one(as_user, curator):
    act, newer = LegalActFactory(starts_on=dt.date(2026, 9, 1)), LegalActFactory()
    client = as_user(curator)
    end = reverse("regulation:end_legal_act", args=[act.pk])

    early = client.post(end, {"ends_on": "31.08.2026", "end_reason": "новый приказ"})
    client.post(end, {"ends_on": "30.09.2026", "end_reason": "новый приказ", "replaced_by": newer.pk})
    again = client.post(end, {"ends_on": "30.09.2026", "end_reason": "новый приказ"})

    assert "утратить её 31.08.2026 он не может" in early.text
    assert "Уже записано" in again.text
    assert "действовал по 30.09.2026" in client.get(act.get_absolute_url()).text
    client.post(reverse("regulation:restore_legal_act", args=[act.pk]), {"reason": "ошиблись актом"})
    act.refresh_from_db()
    assert (act.ends_on, act.replaced_by) == (None, None)


def test_a_newer_act_makes_the_curator_look_until_the_result_is_written(as_user, curator, edition):
    add(as_user(curator))
    act = LegalAct.objects.get(number="15-обр")
    assert owed(edition) == [LegalAct(**{n: getattr(act, n) for n in ("kind", "issuer", "number", "adopted_on")}).name]

    page = reverse("regulation:check_legal_act", args=[act.pk])
    wrong = as_user(curator).post(page, {"on": "19.09.2026", "note": "Не нужно"})
    as_user(curator).post(page, {"on": "01.10.2026", "note": "Изменений не нужно"})

    assert "не раньше принятия акта (20.09.2026)" in wrong.text
    assert owed(edition) == []
    assert owed(edition, TODAY - dt.timedelta(days=1)) == []  # the act was added today
    assert as_user(curator).post(page, {"on": "01.10.2026", "note": "Ещё раз"}).status_code == 422


def test_it_is_owed_on_the_days_before_the_look_asked_later(curator, edition):
    act = LegalActFactory()
    services.check_act(act, on=TODAY, note="Не нужно", today=TODAY, by=curator)

    assert [bool(owed(edition, on)) for on in (dt.date(2026, 8, 31), dt.date(2026, 9, 1), TODAY)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, True),
        ({"level": "institution"}, False),
        ({"adopted_on": dt.date(2022, 3, 31)}, False),
        ({"adopted_on": dt.date(2022, 4, 1)}, True),
        ({"added_on": None}, False),
        ({"ends_on": dt.date(2026, 9, 30), "end_reason": "отменён"}, False),
    ],
)
def test_which_acts_ask_for_a_look(edition, fields, asked):
    LegalActFactory(**fields)

    assert bool(owed(edition)) == asked


def test_a_later_edition_answers_the_act(curator, edition):
    LegalActFactory(adopted_on=dt.date(2026, 9, 20))
    begin_edition(title="Новая", approved_by="", starts_on=dt.date(2026, 10, 2), by=curator)

    limits = Edition.objects.latest("starts_on")
    assert [bool(owed(limits, on)) for on in (TODAY, dt.date(2026, 10, 2))] == [True, False]


def test_an_act_of_the_institution_needs_no_look(curator):
    with pytest.raises(RuleBroken, match="С актом учреждения Положение не сверяют"):
        services.check_act(LegalActFactory(level="institution"), on=TODAY, note="Нет", today=TODAY, by=curator)


class TestWhereTextsAreTyped:
    @pytest.fixture
    def order(self, curator):
        named = {"благодарность": [PersonFactory()]}
        return orders.draft_worded("incentive", values={"заслуги": "за труд"}, people=named, by=curator)

    def typed(self, order, **fields):
        return {"heading": order.heading, "preamble": order.preamble, "items": "", "control": order.control, **fields}

    def test_a_wrong_article_is_warned_about_and_saved_all_the_same(self, as_user, curator, order):
        client, page = as_user(curator), reverse("orders:edit", args=[order.pk])

        card = client.post(page, self.typed(order, preamble="По ст. 358.1 ТК РФ"), follow=True).text

        order.refresh_from_db()
        assert order.preamble == "По ст. 358.1 ТК РФ"
        assert "Основания. Статьи 358.1 в перечне статей акта «ТК РФ» нет" in card
        assert "возможно, это статья 351.8" in client.get(page).text

    def test_ticked_acts_stand_in_the_preamble_in_their_case(self, as_user, curator, order):
        key = f"{code().pk}:60.2"
        fields = self.typed(order, preamble="В целях поддержки", bases=[key], bases_way="basis")

        as_user(curator).post(reverse("orders:edit", args=[order.pk]), fields)

        order.refresh_from_db()
        assert order.preamble == "В целях поддержки, на основании статьи 60.2 Трудового кодекса Российской Федерации"

    @pytest.mark.parametrize(
        ("fields", "words"),
        [
            ({"bases": ["99999:1"]}, "Выберите корректный вариант"),
            ({"preamble": "я" * 3990}, "в основаниях"),
        ],
    )
    def test_a_strange_tick_and_too_long_bases_are_refused_with_everything_kept(
        self, as_user, curator, order, fields, words
    ):
        given = self.typed(order, **{"bases": [f"{code().pk}:60.2"], "bases_way": "accordance", **fields})
        answer = as_user(curator).post(reverse("orders:edit", args=[order.pk]), given)

        assert answer.status_code == 422
        assert words in answer.text

    @pytest.mark.parametrize(
        ("name", "args", "data"),
        [
            ("regulation:text", ["D18"], {"body": "Согласно ст. 358.1 ТК РФ"}),
            ("regulation:text", ["D05"], {"preamble": "По ст. 358.1 ТК РФ", "heading": "О паре"}),
            ("regulation:new_version", [], {"title": "Положение", "body": "\\1.1. Ст. 358.1 ТК РФ."}),
            ("orders:new_worded", ["incentive"], {"f2": "по ст. 358.1 ТК РФ"}),
        ],
    )
    def test_it_is_warned_about_on_every_page_of_texts(self, as_user, curator, name, args, data):
        answer = as_user(curator).post(reverse(name, args=args), data, follow=True)

        assert "возможно, это статья 351.8" in answer.text

    def test_what_cites_nothing_costs_no_query(self, as_user, curator, order, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert noted("В целях поддержки", TODAY) == []


@pytest.mark.parametrize("preset", preset_codes())
def test_what_the_program_itself_says_cites_nothing_wrongly(preset):
    empty()
    load_preset(preset)
    place, own = Institution.objects.get(), Wording.objects.all()
    texts = [place.preamble, place.control, *(part for row in own for part in (row.preamble, row.body))]
    texts += [part for text in shipped().values() for part in (text.preamble, text.body)]

    assert [words for text in texts for words in noted(text, TODAY)] == []

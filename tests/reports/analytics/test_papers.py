"""The analytic papers of a year, of a year in which nothing was done, and their blanks."""

import datetime as dt

import pytest
from django.urls import reverse

from mentorship.documents.catalogue import PAPERS, papers
from mentorship.documents.tree import PageBreak
from mentorship.pairs.models import Pair
from mentorship.people.models import MenteeEntry, Person
from mentorship.programs.models import Activity, Program
from mentorship.regulation.queries import institution
from mentorship.reports.analytics.figures import (
    HIDDEN,
    school_year,
    share,
)
from mentorship.reports.analytics.queries import analyse
from mentorship.reports.models import Report
from tests.factories.pairs import PairFactory, option
from tests.factories.people import (
    ConsentFactory,
    MenteeEntryFactory,
    MentorEntryFactory,
    NeedFactory,
    PersonFactory,
    UserFactory,
)
from tests.papers import DAY, figures, paper, rows, tables, text

YEAR = school_year(DAY)


def busy_year(curator):
    """Two running pairs and a group, ended pairs with and without reports, a proposal, an annulled pair."""
    young = PersonFactory(last_name="Молодая", birth_date=dt.date(2001, 12, 31), sex="f")
    man = PersonFactory(last_name="Опытный", birth_date=dt.date(1961, 12, 31), sex="m", experience_years=3)
    vague = PersonFactory(last_name="Безлетняя", birth_date=None, experience_years=None)
    mentor = MentorEntryFactory(person=man).person
    first = PairFactory(mentor=mentor, mentees=[MenteeEntryFactory(person=young, category="young").person], active=True)
    PairFactory(mentor=mentor, mentees=[MenteeEntryFactory(person=vague).person], active=True)
    people = [MenteeEntryFactory().person for _ in range(2)]
    PairFactory(mentees=people, active=True, kind=option("kind", "group"))
    day = dt.date(2026, 10, 30)
    for score in (9, 6, None):
        ended = PairFactory(ended=True, ended_on=day, ending_on=day)
        report(ended, "mentee", score=score)
        report(ended, "mentor")
    early = PairFactory(
        ended=True, ended_on=day, ending_on=day, ending_case=option("completion", "initiative"), ending_reason="переезд"
    )
    report(early, "mentee", score=10, status="returned")
    last_year = dt.date(2026, 5, 30)
    past = PairFactory(
        ended=True, starts_on=dt.date(2025, 10, 1), ends_on=last_year, ended_on=last_year, ending_on=last_year
    )
    report(past, "mentee", score=5, on=dt.date(2026, 6, 3))
    PairFactory()
    PairFactory(status="cancelled")
    program = Program.objects.create(
        pair=first,
        starts_on=first.starts_on,
        ends_on=first.ends_on,
        status="approved",
        approved_by=curator,
        approved_on=dt.date(2026, 9, 20),
    )
    for due, done in ((1, 2), (1, None), (28, None)):
        Activity.objects.create(
            program=program,
            section=first.edition.options.of("section").first(),
            title="Занятие",
            responsible=mentor,
            due_on=dt.date(2026, 11, due),
            done_on=done and dt.date(2026, 11, done),
        )
    return program


def report(pair, side, *, score=None, status="submitted", on=dt.date(2026, 11, 3)):
    part = pair.participations.get()
    return Report.objects.create(
        participation=part, side=side, author=getattr(part, side), status=status, score=score, submitted_on=on
    )


@pytest.mark.django_db
class TestYear:
    @pytest.fixture(autouse=True)
    def year(self, curator):
        self.program = busy_year(curator)

    def test_people_and_pairs_are_counted_once(self):
        active = Pair.objects.filter(status="active")
        real = Pair.objects.filter(status__in=["active", "ended"], starts_on__gte=YEAR.starts_on)
        mentors = Person.objects.filter(mentor_pairs__in=real).distinct().count()
        mentees = Person.objects.filter(participations__pair__in=real).distinct().count()

        found = figures(paper("D42"))

        assert found["Наставники, человек"] == ("2", str(mentors)) == ("2", "6")
        assert found["Наставляемые, человек"] == ("4", str(mentees)) == ("4", "8")
        assert found["Наставнические пары"] == (str(active.count() - 1), "6")
        assert found["Наставнические группы"] == ("1", "1")
        assert found["Утверждённые персонализированные программы"] == ("1", "1")
        assert found["вид: наставничество в группе"] == ("1", "1")
        assert found["форма «работодатель – студент»"] == ("0", "0")

    def test_statistics_divide_the_same_people(self):
        found = figures(paper("D43"))
        people, categories = tables(paper("D43"))[1:3]

        assert found["– мужской"] == ("1", "1", "0", "0", "")
        assert found["– моложе 25"] == ("0", "0", "0", "0", "")  # 24 on the day, 25 on 01.01.2027
        assert found["– 25–29"] == ("0", "0", "1", "1", "")
        assert found["– 65 и старше"] == ("1", "1", "0", "0", "")
        assert found["– 3–4"] == ("1", "1", "0", "0", "")
        assert found["– 20 и более"] == ("1", "5", "0", "0", "")
        assert found["– нет сведений"] == ("0", "0", "1", "1", "")
        assert found["молодой специалист"] == ("1", "1", "")
        titles = [number for number, row in enumerate(people.rows) if row[0].endswith(":")]
        for first, last in zip(titles, [*titles[1:], None], strict=True):
            block = people.rows[first + 1 : last]
            assert [sum(int(row[column]) for row in block) for column in range(1, 5)] == [2, 6, 4, 8]
        assert sum(int(row[1]) for row in categories.rows) == 4

    def test_age_is_counted_on_the_first_of_january(self):
        text_of_paper = text(paper("D43"))

        assert "Возраст, полных лет на 01.01.2027" in text_of_paper
        assert "стаж, полных лет на 21.11.2026" in text_of_paper
        assert "Номера строк форм статистического наблюдения вписывает учреждение" in text_of_paper

    def test_monitoring_knows_who_answered_and_how(self):
        found = figures(paper("D39"))

        assert found["Завершили наставничество, человек"] == ("4", "1")
        assert found["Респондентов"] == ("меньше 3", "меньше 3")
        assert found["Доля респондентов"] == found["Средняя оценка"] == found["Наименьшая оценка"] == (HIDDEN, HIDDEN)
        assert found["Изменение средней оценки за год"] == (HIDDEN, "")
        assert found["9–10 баллов"] == found["5–6 баллов"] == (HIDDEN, HIDDEN, HIDDEN)

    def test_a_third_answer_opens_the_figures_of_this_year_alone(self):
        ended = PairFactory(ended=True, ended_on=dt.date(2026, 10, 30), ending_on=dt.date(2026, 10, 30))
        report(ended, "mentee", score=6)
        found = figures(paper("D39"))

        assert found["Респондентов"] == ("3", "меньше 3")
        assert found["Средняя оценка"] == ("7", HIDDEN)
        assert found["Изменение средней оценки за год"] == (HIDDEN, "")
        assert found["5–6 баллов"] == ("2", "66,7 %", HIDDEN)
        assert tables(paper("D39"))[-3].rows == (("1", "«педагог – педагог»", "5", "3", "60 %", "7"),)
        assert figures(paper("D42"))["Оценили работу наставника"] == ("3", "60 %")

    def test_a_form_of_few_hides_what_the_others_would_tell_of_it(self):
        day = dt.date(2026, 10, 30)
        for form in ("teacher-teacher", "head-teacher"):
            ended = PairFactory(ended=True, ended_on=day, ending_on=day, form=option("form", form))
            report(ended, "mentee", score=6)

        assert {row[3:] for row in tables(paper("D39"))[-3].rows} == {(HIDDEN, HIDDEN, HIDDEN)}

    def test_monitoring_by_form_and_an_empty_swot(self):
        *_, forms, strong, risky = tables(paper("D39"))

        assert forms.rows == (("1", "«педагог – педагог»", "4", HIDDEN, HIDDEN, HIDDEN),)
        assert (*strong.headers, *risky.headers) == ("Сильные стороны", "Слабые стороны", "Возможности", "Риски")
        assert not any(cell for table in (strong, risky) for row in table.rows for cell in row)

    def test_programmes_and_early_endings(self):
        found, said = figures(paper("D42")), text(paper("D42"))

        assert found["Утверждено программ"] == ("1", "")
        assert found["Мероприятий планов со сроком в учебном году, не позже даты отчёта"] == ("2", "")
        assert found["Из них выполнено"] == ("1", "50 %")
        assert found["Пар и групп завершили работу с выполнением плана"] == ("3", "75 %")
        assert found["Пар и групп завершили работу досрочно"] == ("1", "25 %")
        assert "переезд" in said

    def test_reports_and_risks(self):
        PairFactory(active=True, starts_on=dt.date(2025, 11, 1), ends_on=dt.date(2026, 10, 31))
        found = figures(paper("D42"))

        assert found["Отчётов наставников сдано"] == ("3", "75 %")
        assert found["Отчётов наставляемых сдано"] == ("3", "75 %")
        assert found["Оценили работу наставника"] == ("меньше 3", HIDDEN)
        assert found["Отчёты по парам, завершённым за учебный год, которые не сданы в срок"] == ("2",)
        assert found["Пары и группы, срок которых прошёл, а приказа о завершении нет"] == ("1",)
        assert found["Действующие пары и группы без утверждённой программы"] == ("3",)
        assert found["Мероприятия действующих программ с пропущенным сроком"] == ("1",)
        waiting = MenteeEntry.objects.filter(mentoring=0, ends_on=None).count()
        assert found["Ждут наставника дольше срока, установленного Положением, человек"] == (str(waiting),)

    @pytest.mark.today("2026-11-20")
    def test_the_banks_and_the_training_of_the_year(self):
        entry = MentorEntryFactory(trained_on=dt.date(2026, 10, 1), professional_ready=False)
        NeedFactory(closed_on=dt.date(2026, 10, 1))
        NeedFactory(closed_on=dt.date(2026, 8, 31))
        NeedFactory()
        mentors = type(entry).objects.count()

        found, said = figures(paper("D42")), text(paper("D42"))

        assert found["Наставников в банке"] == (str(mentors), "")
        assert found["Из них отвечают всем критериям подготовки"][0] == str(mentors - 1)
        assert found["Снято затруднений и запросов за учебный год"] == ("1", "")
        assert found["Открытых затруднений и запросов"] == ("1", "")
        assert entry.person.last_name in said

    def test_involvement_counts_the_teaching_staff(self):
        pupils = PersonFactory()
        pupils.positions.update(is_teaching=False)
        staff = Person.objects.filter(positions__is_teaching=True).count()

        found = figures(paper("D42"))

        assert found["Педагогических работников в учреждении"] == (str(staff), "")
        assert found["Из них участвуют в наставничестве"] == ("6", share(6, staff))

    def test_retention_looks_back_four_years(self):
        old = PersonFactory(
            hired_on=dt.date(2024, 9, 2),
            admitted_on=dt.date(2024, 9, 2),
            left_on=dt.date(2026, 6, 30),
            left_reason="переезд",
        )
        PairFactory(mentees=[old], ended=True, starts_on=dt.date(2024, 10, 1))

        found = figures(paper("D42"))

        assert found["2024/2025"] == ("1", "0", "0 %")
        assert found["2026/2027"] == ("9", "9", "100 %")
        assert found["2023/2024"] == ("0", "0", "—")

    def test_a_pair_is_counted_from_its_first_day_through_its_last(self):
        def pairs_on(day):
            return analyse(school_year(day), day).day.pairs

        assert pairs_on(dt.date(2026, 9, 14)) == 0
        assert pairs_on(dt.date(2026, 9, 15)) == 6
        assert pairs_on(dt.date(2026, 10, 29)) == 6
        assert pairs_on(dt.date(2026, 10, 30)) == 6
        assert pairs_on(dt.date(2026, 10, 31)) == 2

    def test_the_ten_parts_are_there_with_lines_for_what_only_a_person_can_write(self):
        said = text(paper("D42"))
        parts = (
            "Правовая основа",
            "Участники",
            "Банки",
            "Персонализированные программы",
            "Мониторинг",
            "Мероприятия",
            "Закрепление",
            "Лучшие практики",
            "Риски",
            "Выводы и задачи",
        )

        assert [title for number, title in enumerate(parts, 1) if f"{number}. {title}" not in said] == []
        assert "УТВЕРЖДАЮ" in said
        assert "за 2026/2027 учебный год, по состоянию на 21.11.2026" in said
        assert "О закреплении наставнической пары" in said

    @pytest.mark.parametrize("code", ["D39", "D42", "D43"])
    def test_a_blank_has_labels_and_no_figure_or_name(self, code, curator):
        blank = paper(code, blank=True)

        assert not any(cell for table in tables(blank) for row in table.rows for cell in row[1:])
        people = Person.objects.exclude(pk=curator.person_id)
        assert [person for person in people if person.last_name in text(blank)] == []

    @pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
    @pytest.mark.parametrize("code", ["D39", "D42", "D43", "D49", "D50", "D56"])
    def test_offices_print_and_others_are_refused(self, as_user, director, code, format):
        url = reverse("archive:paper", args=[code, institution().pk, format])

        assert as_user(director).get(url).status_code == 200
        assert as_user(UserFactory()).get(url).status_code == 403

    def test_achievements_come_from_the_reports(self):
        Report.objects.filter(side="mentor").update(achievements="Победа в конкурсе")
        assert "Победа в конкурсе" not in text(paper("D42"))  # nobody has accepted them yet

        Report.objects.filter(side="mentor").update(status="accepted", accepted_on="2026-11-20")
        assert text(paper("D42")).count("Победа в конкурсе") == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
class TestNothingYet:
    @pytest.mark.parametrize("code", ["D39", "D42", "D43"])
    @pytest.mark.parametrize("blank", [True, False])
    def test_an_empty_institution_prints(self, code, blank):
        document = paper(code, blank=blank)

        assert tables(document)
        assert ("20___/20___" in text(document)) == blank

    def test_there_is_nothing_to_divide_by(self):
        found = figures(paper("D42"))

        assert found["Из них участвуют в наставничестве"] == ("0", "—")
        assert found["Средняя оценка"] == ("—", "—")
        assert "Приказы не издавались." in text(paper("D42"))
        assert "никто не завершил" in text(paper("D39"))


@pytest.mark.django_db
@pytest.mark.usefixtures("edition")
class TestAllBlanks:
    def test_every_form_is_there_in_order_behind_its_list(self):
        document = paper("D56")
        listed = [code for _, code, _ in rows(document)]
        breaks = [block for block in document.blocks if isinstance(block, PageBreak)]

        wanted = [f"D{number}" for number in (*range(18, 39), 40, 41, 46)]
        assert listed == [known.code for known in papers() if known.code in wanted]
        assert {"D18", "D30", "D35", "D46"} <= set(listed)
        assert len(breaks) >= len(listed)

    def test_each_form_is_the_very_blank_and_lies_as_it_should(self):
        blocks = paper("D56").blocks
        for _, code, _ in rows(paper("D56")):
            form = PAPERS[code].document(None, DAY)
            size = len(form.blocks)
            starts = [n for n in range(len(blocks)) if blocks[n : n + size] == form.blocks]
            assert any(blocks[start - 1] == PageBreak(form.landscape) for start in starts), code

    def test_its_own_blank_is_the_same(self):
        assert paper("D56", blank=True).blocks == paper("D56").blocks


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize(("code", "queries"), [("D39", 28), ("D42", 32), ("D43", 28)])
def test_an_analytic_paper_costs_the_same_queries_however_many_there_are(
    code, queries, count, curator, django_assert_num_queries
):
    for _ in range(count):
        ended = PairFactory(ended=True, ended_on=dt.date(2026, 10, 30), ending_on=dt.date(2026, 10, 30))
        report(ended, "mentee", score=8)
        report(ended, "mentor")
        PairFactory(active=True)
        ConsentFactory()
    Report.objects.update(achievements="Победа")

    with django_assert_num_queries(queries):
        paper(code)

"""The main job at each institution, and the facts that its papers print."""

import pytest

from mentorship.pairs.models import Pair
from mentorship.programs.models import Program
from mentorship.regulation.models import Institution
from mentorship.reports.models import Report
from tests.presets.job import paper_text

pytestmark = pytest.mark.django_db
ACCUSATIVE = {
    "воспитатель": "воспитателя",
    "учитель математики": "учителя математики",
    "учитель начальных классов": "учителя начальных классов",
    "педагог дополнительного образования": "педагога дополнительного образования",
}
# как пункты приказа называют наставника и куратора: порядок имени, инициалов и должности
OBLIGED = {
    "gofitskoe": ("А.С. Ковальчук, воспитателю,", "Н.О. Ветровой, заместителю заведующего по УВР,"),
    "lastochka": ("А.С. Ковальчук, воспитателю,", "Н.О. Ветровой, заместителю заведующего по ВМР,"),
    "alenushka": ("А.С. Ковальчук, воспитателю,", "Н.О. Ветровой, старшему воспитателю,"),
    "rassvetovskaya": ("учителю математики Ковальчук А.С.", "заместителю директора по УВР Ветровой Н.О."),
    "vorkuta": ("Ковальчук А.С., педагогу дополнительного образования,", "Ветровой Н.О., старшему методисту,"),
}
BY_CONSENT = {"vorkuta": "с письменного согласия наставника."}


def says(paper, *facts):
    """Every fact is printed, one after another."""
    at = 0
    for fact in facts:
        found = paper.find(fact, at)
        assert found >= 0, f"{fact}\n{paper}"
        at = found + len(fact)


def test_the_main_job_goes_to_its_end(done):
    assert done.pair.status == Pair.Status.CLOSED
    assert done.program.status == Program.Status.APPROVED
    assert Report.objects.count() == 2
    assert bool(done.approval) == (done.place.approval == "order")


def test_the_order_on_the_pair_says_it_as_the_institution_does(done):
    place, (mentor, curator) = done.place, OBLIGED[done.place.code]
    whom, for_whom = ACCUSATIVE[place.posts[2]], ACCUSATIVE[place.posts[3]]
    form = f", форма — «{place.forms[0]}», вид — традиционное" if place.forms else ")."
    due = "в срок до 25.09.2026." if place.program_days else "ознакомить"

    says(
        done.appointment,
        *place.letterhead,
        f"ПРИКАЗ 15.09.2026 № {place.number} О назначении наставника и закреплении наставнической пары",
        place.bases,
        "ПРИКАЗЫВАЮ: 1. Назначить наставником",
        f"{whom} Ковальчук Анну Сергеевну для {for_whom} Берёзкина Павла Андреевича",
        BY_CONSENT.get(place.code, "с письменного согласия участников."),
        "1.1. Срок наставничества — с 15.09.2026 по 31.05.2027 (8 месяцев",
        form,
        f"2. Наставнику {mentor} составить персонализированную программу наставничества",
        due,
        f"3. Куратору реализации программ наставничества {curator} обеспечить",
        f"4. {place.control}",
        place.signature,
    )
    assert ("С приказом ознакомлены" in done.appointment) == place.acquainted


def test_the_order_on_the_end_asks_for_reports_only_where_they_have_a_term(done):
    place = done.place
    case = "план мероприятий выполнен в полном объёме" if place.completion else "план выполнен"

    says(
        done.completion,
        f"ПРИКАЗ 31.05.2027 № {place.number}",
        "Завершить 31.05.2027 (последний день) персонализированную программу",
        f"Основание: {case}.",
        place.control,
        place.signature,
    )
    assert ("представить отчёт о выполнении программы в срок до 10.06.2027" in done.completion) == bool(
        place.report_days
    )
    assert ("представить отчёт" in done.completion) == bool(place.report_days)


def test_the_programme_is_approved_as_the_institution_approves_it(done):
    paper = paper_text("D30", done.program)

    says(paper, "УТВЕРЖДЕНА приказом директора" if done.approval else "УТВЕРЖДАЮ Куратор", "с 15.09.2026 по 31.05.2027")
    assert ("Знакомство с рабочим местом и коллективом №" in paper) == bool(done.place.sections)
    assert ("Направления" in paper) == bool(done.place.directions)
    if done.approval:
        says(done.approval, "№ 2/1-п.о.д.", "Утвердить персонализированные программы", "Приложение", "План мероприятий")


def test_the_act_bears_the_marks_of_the_institution_and_only_its_rules(done):
    place = done.place
    act = paper_text("D16", Institution.objects.get())

    says(act, *place.marks, place.act, f"(далее – {place.text_name})")
    assert [word for word in ("УТВЕРЖДЕНО", "СОГЛАСОВАНО", "ПРИНЯТ", "РАССМОТРЕНО") if word in act] == [
        word for word in ("УТВЕРЖДЕНО", "СОГЛАСОВАНО", "ПРИНЯТ", "РАССМОТРЕНО") if word in place.marks
    ]
    forms = ", ".join(f"«{form}»" for form in place.forms)
    assert f"{forms} и другие." in act if place.forms_open and forms else " и другие." not in act
    assert ("30 календарных дней" in act) == bool(place.appoint_days)
    assert ("10 календарных дней" in act) == bool(place.program_days)
    assert ("одновременно: 3." in act) == bool(place.max_mentees)
    assert ("не короче чем 3 месяца и не дольше чем 12 месяцев" in act) == (place.program == (3, 12))
    assert ("не короче чем 1 месяц" in act) == (place.mentoring == (1, 12))
    assert ("Наставник заменяется приказом" in act) == bool(place.replacement)
    assert ("Программа завершается" in act) == bool(place.completion)
    assert "___ " not in act.replace("№ ___ от «__» _____", "").replace("____________ ____________________", "")


def test_the_order_that_approves_the_act_appends_it_as_the_institution_writes(done):
    order = paper_text("D01", None)

    says(order, f"({done.place.appendix}).", f"{done.place.appendix} к приказу")

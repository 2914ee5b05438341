"""Two real forms as data: a kindergarten's 7 stages in 3 columns, a school's 11 stages in 5; the people are invented."""

import datetime as dt
import re
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from mentorship.documents.catalogue import PAPERS
from mentorship.documents.docx import render_docx
from mentorship.documents.pdf import render_pdf
from mentorship.documents.tree import AppendixMark, Letterhead, Note, Stamp, from_json, to_json
from mentorship.orders.models import CertificateMark
from mentorship.regulation.models import Institution
from mentorship.regulation.queries import institution
from mentorship.roadmap.models import Activity, Roadmap
from mentorship.roadmap.papers import roadmap_paper
from mentorship.roadmap.services import marks, plan, roadmaps
from tests.documents.texts import html_text, pdf_pages, word_text
from tests.factories import roadmap as made
from tests.factories.people import PersonFactory, PositionFactory
from tests.papers import tables, text

pytestmark = pytest.mark.django_db
SCHOOL = {
    "short_name": "МКОУ «Рассветовская СОШ»",
    "head_title": "Директор",
    "layout": {"initials_first": False, "text_initials_first": False},
}
WHOLE = "в течение всего периода реализации модели наставничества"
FEBRUARY = Roadmap(starts_on=dt.date(2022, 2, 1), ends_on=dt.date(2022, 6, 30)).period


def load(code, curator, starts_on=made.STARTS, ends_on=made.ENDS):
    roadmap = roadmaps.load(code, starts_on=starts_on, ends_on=ends_on, by=curator)
    return Roadmap.objects.with_plan().get(pk=roadmap.pk)


def paper_of(roadmap):
    return roadmap_paper(Roadmap.objects.with_plan().get(pk=roadmap.pk))


def pdf(document):
    return render_pdf(document, institution().profile())


def test_the_kindergarten_prints_seven_stages_in_three_columns(curator):
    document = roadmap_paper(load("gofitskoe", curator))
    (table,) = tables(document)

    assert table.headers == ("№", "Наименование этапа", "Содержание деятельности и примерный план мероприятий")
    assert [row[:2] for row in table.rows] == [
        ("1.", "Подготовка условий для реализации системы наставничества"),
        ("2.", "Формирование банка наставляемых"),
        ("3.", "Формирование банка наставников"),
        ("4.", "Отбор и обучение"),
        ("5.", "Организация и осуществление работы наставнических пар/групп"),
        ("6.", "Завершение персонализированных программ наставничества"),
        ("7.", "Информационная поддержка системы наставничества"),
    ]
    assert document.title.startswith("Примерная дорожная карта")
    assert isinstance(document.blocks[0], AppendixMark)
    assert not document.landscape
    assert sum(table.widths) == 100


def test_the_other_kindergarten_prints_its_name_as_the_heading_and_no_mark(curator):
    document = roadmap_paper(load("alenushka", curator))

    assert isinstance(document.blocks[0], Letterhead)
    assert not any(isinstance(block, AppendixMark) for block in document.blocks)
    assert "на сайте и в социальных сетях" in text(document)
    assert "муниципальном и региональном" not in text(document)
    assert "МУНИЦИПАЛЬНОЕ КАЗЁННОЕ" in pdf_pages(pdf(document))[0]


def test_the_palace_numbers_its_activities(curator):
    (table,) = tables(roadmap_paper(load("vorkuta", curator)))

    assert table.headers == ("№ п/п", "Наименование этапа", "Содержание мероприятия")
    assert table.rows[1][2].startswith("1. Собрать")
    assert "\n2. Составить" in table.rows[1][2]


def test_the_school_prints_eleven_stages_in_five_columns_with_terms_and_people(curator):
    Institution.objects.update(**SCHOOL)
    head = PersonFactory(last_name="Лебедева", first_name="Ольга", patronymic="Викторовна", position="директор ОУ")
    deputy = PersonFactory(
        last_name="Тихонова", first_name="Елена", patronymic="Владимировна", position="учитель математики"
    )
    office = PositionFactory(person=deputy, title="заместитель директора по ВР", is_main=False)
    teacher = PersonFactory(
        last_name="Птицына", first_name="Тамара", patronymic="Николаевна", position="учитель начальных классов"
    )
    roadmap = load("rassvetovskaya", curator, FEBRUARY.starts_on, FEBRUARY.ends_on)
    tenth = roadmap.stages.get(position=10)
    plan.edit_stage(
        tenth,
        by=curator,
        fields={
            "title": tenth.title,
            "offices": [],
            "posts": [head.positions.get(), office],
            "group": "наставники",
            "group_posts": [teacher.positions.get(), deputy.positions.get(title="учитель математики")],
        },
    )
    document = paper_of(roadmap)
    (table,) = tables(document)

    assert table.headers == (
        "№ п/п",
        "Наименование этапа",
        "Содержание деятельности и план мероприятий",
        "Сроки",
        "Ответственный",
    )
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, 12)]
    assert [row[3] for row in table.rows] == [
        "февраль",
        "февраль",
        WHOLE,
        "по отдельному графику",
        "февраль",
        WHOLE,
        "февраль",
        "февраль",
        WHOLE,
        "май-июнь",
        WHOLE,
    ]
    assert table.rows[0][4] == "директор"
    assert table.rows[9][4].replace("\N{NO-BREAK SPACE}", " ") == (
        "директор ОУ Лебедева О.В., заместитель директора по ВР Тихонова Е.В., "
        "наставники: учитель начальных классов Птицына Т.Н., учитель математики Тихонова Е.В."
    )
    assert "4) Разработать дорожную карту на 2022/2023 учебный год" in table.rows[9][2]
    assert "1)" not in table.rows[4][2]  # a single activity has no number
    assert document.title.endswith("педагогических работников МКОУ «Рассветовская СОШ»")


def test_a_wide_table_lies_across_the_sheet_and_repeats_its_header(curator):
    roadmap = load("rassvetovskaya", curator)
    content = pdf(roadmap_paper(roadmap))
    reader = PdfReader(BytesIO(content))

    assert len(reader.pages) >= 2
    for page in reader.pages:
        assert page.mediabox.width > page.mediabox.height
        assert "Содержание деятельности и план мероприятий" in " ".join(page.extract_text().split())


def test_a_long_row_goes_on_over_the_page_and_word_repeats_the_header(curator):
    roadmap = load("gofitskoe", curator)
    stage = roadmap.stages.first()
    Activity.objects.bulk_create(
        Activity(stage=stage, position=number, text=f"Мероприятие номер {number}") for number in range(10, 110)
    )
    document = paper_of(roadmap)
    pages = [" ".join(page.split()) for page in pdf_pages(pdf(document))]
    word = docx.Document(BytesIO(render_docx(document, institution().profile())))

    assert "Мероприятие номер 10 " in pages[0]  # a row that may not break would begin on the second page
    assert all("Наименование этапа" in page for page in pages[:2])
    rows = word.tables[0].rows
    assert rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr is None or row._tr.trPr.find(qn("w:cantSplit")) is None for row in rows[1:])


def test_terms_and_people_are_kept_without_being_printed(as_user, curator):
    roadmap = load("rassvetovskaya", curator)
    roadmaps.set_columns(roadmap, columns=[["number", "№"], ["stage", "Этап"], ["content", "Содержание"]], by=curator)

    assert "февраль" not in text(paper_of(roadmap))
    page = as_user(curator).get(roadmap.get_absolute_url()).content.decode()
    assert "срок: февраль" in page
    assert "отвечает: заведующий" in page


def test_a_section_is_a_heading_across_the_table_with_its_activities_as_rows(curator):
    roadmap = load("common", curator)
    stage = roadmap.stages.first()
    stage.is_section = True
    stage.save()
    document = paper_of(roadmap)
    (table,) = tables(document)

    assert table.rows[0] == ("1. Подготовка условий для реализации системы наставничества",)
    assert [row[0] for row in table.rows[1:5]] == ["1.1.", "1.2.", "1.3.", "2."]
    assert table.rows[1][3:5] == ("сентябрь", "заведующий, куратор")
    assert word_text(render_docx(document, institution().profile())) == html_text(document)
    assert from_json(to_json(document)) == document


def test_a_column_of_marks_says_what_has_been_done(curator, director):
    roadmap = load("common", curator)
    columns = [["content", "Содержание"], ["result", "Результат"], ["done", "Отметка"]]
    roadmaps.set_columns(roadmap, columns=columns, by=curator)
    made.sign(roadmaps.draft_order(roadmap, by=curator), director, dt.date(2026, 9, 2))
    row = roadmap.stages.first().activities.first()
    marks.perform(
        row, done_on=dt.date(2026, 9, 5), result="Приказ № 1", evidence=None, today=dt.date(2026, 9, 5), by=curator
    )
    document = paper_of(roadmap)

    assert tables(document)[0].rows[0][2] == "1) выполнено 05.09.2026. Приказ № 1"
    assert "УТВЕРЖДЕНА приказом заведующего" in " ".join(pdf_pages(pdf(document))[0].split())
    assert re.search(r"№.1 от 02.09.2026", pdf_pages(pdf(document))[0])


def test_a_footnote_stands_under_the_table(curator):
    roadmap = load("gofitskoe", curator)
    roadmap.note = "¹ По согласованию с педагогическим советом."
    roadmap.save()

    assert Note((roadmap.note,)) in paper_of(roadmap).blocks


def test_the_frame_of_a_signature_comes_from_the_certificate_of_the_order(curator, director):
    roadmap = made.approved(curator, director)
    assert not any(isinstance(block, Stamp) for block in paper_of(roadmap).blocks)
    CertificateMark.objects.create(
        order=roadmap.order,
        serial="00AF",
        owner="Лебедева Марина Игоревна",
        content=b"x",
        starts_on="2026-01-01",
        ends_on="2027-01-01",
    )

    stamp = paper_of(roadmap).blocks[-1]
    assert stamp.lines[1:3] == ("Сертификат: 00AF", "Владелец: Лебедева Марина Игоревна")


def test_the_paper_of_the_institution_is_the_roadmap_in_force_and_without_one_the_text(curator, director):
    place, day = institution(), dt.date(2026, 10, 20)
    form = PAPERS["D17"].document(place, day)
    draft = made.draft(curator)
    drafted = PAPERS["D17"].document(place, day)
    blank = PAPERS["D17"].document(None, day)

    assert len(tables(form)[0].rows) == 9
    assert tables(drafted)[0].rows == tables(paper_of(draft))[0].rows
    assert blank.blocks == form.blocks

"""The Положение itself: typed and uploaded versions, approval, what is refused, how it prints, who may."""

import hashlib
import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentorship.access.roles import Office
from mentorship.archive.services import paper_bytes
from mentorship.core.refusal import RuleBroken
from mentorship.documents.catalogue import PAPERS
from mentorship.documents.html import body
from mentorship.documents.wording import named
from mentorship.orders.models import Order
from mentorship.regulation.act import services
from mentorship.regulation.models import ActVersion, Institution
from mentorship.regulation.queries import institution
from tests.factories import files
from tests.factories.people import UserFactory
from tests.pages import confirm, shown

pytestmark = [pytest.mark.django_db, pytest.mark.today("2026-09-20")]
TODAY = date(2026, 9, 20)
TEXT = "[грифы] стороны: ПРИНЯТО; советом | УТВЕРЖДЕНО; приказом\n# {положение}\n## 1. Общее\n\\1.1. Первый пункт."
APPROVAL = {"basis": "приказ", "approval_number": "15", "approved_on": "01.09.2026", "starts_on": "01.09.2026"}


@pytest.fixture
def editor(as_user, curator):
    return as_user(curator)


def typed(client, body=TEXT, **more):
    fields = {"title": "Положение о наставничестве", "body": body, **more}
    return client.post(reverse("regulation:new_version"), fields)


def uploaded(client, name, content, **more):
    fields = {"title": "Положение", "file": SimpleUploadedFile(name, content), **more}
    return client.post(reverse("regulation:upload_version"), fields)


def approve(client, **changes):
    version = ActVersion.objects.get(status="draft")
    return confirm(client, reverse("regulation:approve_version", args=[version.pk]), {**APPROVAL, **changes})


def said(answer):
    """The words of a refusal, wherever on the form they stand."""
    assert answer.status_code == 422
    return " ".join(str(error) for errors in answer.context["form"].errors.values() for error in errors)


def act_text(on=TODAY, subject=True):
    document = PAPERS["D16"].document(institution() if subject else None, on)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", str(body(document)))).split())


def test_a_typed_version_is_approved_and_is_what_prints(editor):
    typed(editor, marks="справа | УТВЕРЖДЕНО | приказом; от «__» ____ 20__ г. № ___")
    assert "Первый пункт" not in act_text()

    answer = approve(editor)

    version = ActVersion.objects.get()
    assert answer.url == version.get_absolute_url()
    assert (version.number, version.status, version.approval) == (
        1,
        "approved",
        "приказ от 01.09.2026 №\N{NO-BREAK SPACE}15",
    )
    text = act_text()
    assert "1.1. Первый пункт." in text
    assert "Положение о наставничестве" in text
    assert "от 01.09.2026 № 15" in text  # its own mark, with its approval; not those of the layout
    assert "СОГЛАСОВАНО" not in text
    assert "Первый пункт" not in act_text(subject=False)  # the blank is the text of the papers
    assert "Первый пункт" not in act_text(on=date(2026, 8, 31))  # not yet in force


def test_without_marks_of_its_own_the_version_has_those_of_the_layout(editor):
    typed(editor)
    approve(editor)

    assert "СОГЛАСОВАНО" in act_text()


def test_marks_stand_at_the_head_of_a_text_that_has_no_place_for_them(editor):
    typed(editor, body="# {положение}\nТекст.", marks="слева | ПРИНЯТ | на педагогическом совете")
    approve(editor)

    assert act_text().index("ПРИНЯТ") < act_text().index("Положение о наставничестве")


def test_a_new_version_begins_as_a_copy_and_takes_over_from_its_day(editor):
    typed(editor)
    approve(editor)
    copied = editor.get(reverse("regulation:new_version")).context["form"].initial["body"]
    typed(editor, body=copied.replace("Первый", "Новый"), changes="исправлен пункт 1.1")
    approve(editor, approved_on="10.09.2026", starts_on="01.10.2026", approval_number="20")

    page = editor.get(reverse("regulation:act")).content.decode()

    assert "Первый пункт" in act_text()
    assert "Новый пункт" in act_text(on=date(2026, 10, 1))
    assert "начнёт действовать 01.10.2026" in page
    assert "Версия 1. Утверждена" in page


@pytest.mark.parametrize(("name", "content"), [("polozhenie.pdf", files.pdf()), ("Положение.DOCX", files.word())])
def test_an_uploaded_version_is_kept_byte_for_byte_and_given_instead_of_the_paper(editor, name, content):
    uploaded(editor, name, content)
    approve(editor)
    version = ActVersion.objects.get()

    download = editor.get(reverse("regulation:version_file", args=[version.pk]))

    assert (version.size, version.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert b"".join(download.streaming_content) == content
    assert download["Content-Disposition"].startswith("attachment")
    assert paper_bytes(PAPERS["D16"], institution(), version.suffix, TODAY) == content
    assert "хранится в файле" in act_text()
    assert "СОГЛАСОВАНО" not in act_text()  # the file has its own marks
    assert version.sha256 in act_text()
    assert version.sha256 in editor.get(reverse("regulation:act")).content.decode()
    assert editor.get(reverse("regulation:print_version", args=[version.pk, "pdf"])).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "пуст"),
        ("a.pdf", b"MZ\x90\x00 program", "не соответствует его имени"),
        ("a.exe", b"MZ\x90\x00 program", "Можно приложить файл PDF или DOCX"),
        ("a.png", files.picture(), "Можно приложить файл PDF или DOCX"),
        ("a.pdf", files.pdf_with(password="x"), "защищён паролем"),
        ("a.docx", files.word(word__vbaProject_dot_bin=b"x"), "макросы"),
    ],
)
def test_a_bad_file_is_refused_in_words(editor, name, content, words):
    assert words in said(uploaded(editor, name, content))
    assert not ActVersion.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"body": "# {положенее}"}, "{положенее}"),
        ({"body": "{"}, "программа не знает, что сюда подставить"),
        ({"body": "| А =10 | Б =10 |\n| 1 | 2 |"}, "ширины граф таблицы"),
        ({"body": ""}, "Обязательное поле"),
        ({"title": ""}, "Обязательное поле"),
        ({"marks": "слева | ОДОБРЕНО | советом"}, "слово грифа — одно из"),
        ({"marks": "слева | ПРИНЯТ | советом\n" * 5}, "не больше 4 строк"),
        ({"marks": "слева | ПРИНЯТ | {кем}"}, "программа не знает, что сюда подставить"),
        ({"amendments": "вчера | 3 | всё"}, "день приказа | номер | что изменено"),
        ({"amendments": "01.09.2026 | 3"}, "день приказа | номер | что изменено"),
    ],
)
def test_a_wrong_text_is_refused_and_everything_typed_stays(editor, fields, words):
    answer = typed(editor, **{"changes": "моё объяснение", **fields})

    assert words in said(answer)
    assert "моё объяснение" in answer.content.decode()
    assert not ActVersion.objects.exists()


def test_text_and_file_together_or_neither_is_no_version(edition, curator):
    both = {"title": "Положение", "body": TEXT, "file": ContentFile(files.pdf(), "a.pdf")}

    for fields in (both, {"title": "Положение"}):
        with pytest.raises(ValidationError, match="либо текстом, либо файлом"):
            services.begin_version(fields=fields, on=TODAY, by=curator)


def test_there_is_one_draft_at_a_time(editor):
    typed(editor)

    assert "Проект новой версии уже есть" in said(typed(editor))
    assert ActVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"approved_on": "21.09.2026"}, "будущим днём: 21.09.2026, а сегодня 20.09.2026"),
        ({"approved_on": "01.09.2006", "starts_on": "01.09.2006"}, "слишком давний"),
        ({"starts_on": "01.07.2026"}, "больше чем за 31 день до утверждения 01.09.2026"),
        ({"starts_on": "31.08.2026"}, "раньше дня утверждения 01.09.2026"),
        ({"starts_on": "01.10.2027"}, "больше года"),
        ({"publish_by": "31.08.2026"}, "Срок размещения на сайте 31.08.2026 раньше дня утверждения"),
        ({"approval_number": ""}, "Обязательное поле"),
    ],
)
def test_an_approval_with_impossible_days_is_refused(editor, changes, words):
    typed(editor)

    assert words in said(approve(editor, **changes))
    assert ActVersion.objects.get().is_draft


def test_a_version_does_not_start_before_the_one_in_force_nor_on_a_taken_day(editor):
    typed(editor)
    approve(editor)
    typed(editor)

    assert "нынешняя действует с 01.09.2026 (п. 9.1)" in said(approve(editor))
    approve(editor, starts_on="01.10.2026")
    typed(editor)
    assert "С 01.10.2026 уже утверждена другая версия" in said(approve(editor, starts_on="01.10.2026"))


@pytest.mark.parametrize(
    ("changes", "marks"),
    [
        ({"starts_on": "25.08.2026"}, ""),
        ({}, "слева | РАССМОТРЕНО | протокол от 02.09.2026 № 3"),
        ({}, "слева | РАССМОТРЕНО | протокол от 30.08.2026г № 3\nсправа | УТВЕРЖДЕНО | приказом от 29.08.2026 № 15"),
    ],
)
def test_unusual_days_are_taken_only_when_confirmed(editor, changes, marks):
    typed(editor, marks=marks)

    said(approve(editor, **changes))
    assert ActVersion.objects.get().is_draft
    approve(editor, **changes, confirmed="on")
    assert not ActVersion.objects.get().is_draft


def test_an_approved_version_is_never_edited_nor_discarded(editor, curator):
    typed(editor)
    approve(editor)
    version = ActVersion.objects.get()

    answer = editor.post(reverse("regulation:edit_version", args=[version.pk]), {"title": "Иное", "body": TEXT})

    assert "утверждена и больше не меняется" in said(answer)
    with pytest.raises(RuleBroken, match="больше не меняется"):
        services.discard_version(version, by=curator)
    again = {"approved_on": TODAY, "starts_on": TODAY, "publish_by": None}
    with pytest.raises(RuleBroken, match="больше не меняется"):
        services.approve_version(version, approval=again, confirmed=True, today=TODAY, by=curator)
    assert ActVersion.objects.get().title == "Положение о наставничестве"


def test_a_draft_is_edited_and_can_be_put_away(editor):
    typed(editor)
    version = ActVersion.objects.get()
    editor.post(
        reverse("regulation:edit_version", args=[version.pk]),
        {"title": "Иное", "body": TEXT, "amendments": "1.9.2026 | 7-од | пункт 1.1"},
    )
    page = editor.get(version.get_absolute_url()).content.decode()

    assert "от 01.09.2026 № 7-од: пункт 1.1" in page
    assert "Изменён проект версии" in page
    editor.post(reverse("regulation:discard_version", args=[version.pk]))
    assert not ActVersion.objects.exists()
    assert ActVersion.history.filter(history_type="-").exists()


def kept_files():
    return default_storage.listdir("acts/2026")[1]


def test_a_draft_keeps_its_file_until_another_comes(editor, django_capture_on_commit_callbacks):
    uploaded(editor, "a.pdf", files.pdf())
    version = ActVersion.objects.get()
    url = reverse("regulation:edit_version", args=[version.pk])

    editor.post(url, {"title": "Иное"})
    kept = ActVersion.objects.get()
    assert (kept.title, kept.sha256) == ("Иное", version.sha256)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(url, {"title": "Иное", "file": SimpleUploadedFile("b.pdf", files.pdf(2))})
    assert ActVersion.objects.get().sha256 == hashlib.sha256(files.pdf(2)).hexdigest()
    assert "b.pdf" in kept_files()
    assert "a.pdf" not in kept_files()
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("regulation:discard_version", args=[version.pk]))
    assert "b.pdf" not in kept_files()


def test_the_order_that_approves_the_act_appends_the_draft(editor):
    typed(editor)
    person = UserFactory().person
    asked = {"f0": ActVersion.objects.get().pk, "f2": "от 01.09.2026 № 1", "f3": person.pk}
    editor.post(reverse("orders:new_worded", args=["approve_act"]), asked)

    page = editor.get(Order.objects.get().get_absolute_url()).content.decode()

    assert "1.1. Первый пункт." in page


def test_the_order_of_amendments_says_the_new_words(editor):
    person = UserFactory().person
    asked = {
        "f1": "В связи с изменением штата",
        "f2": "от 01.09.2026 № 1",
        "f3": "приказом от 31.03.2022 № 15",
        "f4": "пункт 3.6",
        "f5": "3.6. Программа\nутверждается куратором",
        "f6": "01.10.2026",
        "f7": person.pk,
        "f8": "10.10.2026",
    }
    editor.post(reverse("orders:new_worded", args=["amend_act"]), asked)

    page = editor.get(Order.objects.get().get_absolute_url()).content.decode()

    assert "изложить пункт 3.6 в следующей редакции" in page
    assert "утверждается куратором" in page
    assert "вступают в силу с 01.10.2026" in page
    assert "Фигурные скобки" in str(
        editor.post(reverse("orders:new_worded", args=["amend_act"]), {**asked, "f5": "{x}"}).context["form"].errors
    )


def test_the_card_has_the_clause_table_and_the_printed_version(editor):
    typed(editor)
    approve(editor)
    version = ActVersion.objects.get()

    page = editor.get(reverse("regulation:act")).content.decode()

    assert all(named(clause.gist) in page for clause in version.edition.clauses.all())
    for format, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert editor.get(reverse("regulation:print_version", args=[version.pk, format])).content.startswith(start)
    assert editor.get(reverse("regulation:print_version", args=[version.pk, "exe"])).status_code == 404


def test_before_the_first_version_the_page_says_how_to_begin(editor):
    Institution.objects.update(act_title="Положение о моём")
    page = editor.get(reverse("regulation:act")).content.decode()
    form = editor.get(reverse("regulation:new_version")).context["form"]

    assert "Текста Положения в программе ещё нет" in page
    assert form.initial["title"] == "Положение о моём"
    assert "\\1.1." in form.initial["body"]


@pytest.mark.parametrize(
    ("office", "edit", "publish"),
    [
        (Office.DIRECTOR, 200, 200),
        (Office.COUNCIL, 403, 403),
        (Office.CLERK, 403, 200),
        (Office.ADMIN, 403, 200),
        (None, 403, 403),
    ],
)
def test_everybody_reads_what_is_approved_and_only_leaders_see_drafts(as_user, curator, office, edit, publish):
    typed(as_user(curator))
    approve(as_user(curator))
    typed(as_user(curator))
    approved, draft = ActVersion.objects.order_by("number")
    client = as_user(UserFactory(office=office))

    assert client.get(approved.get_absolute_url()).status_code == 200
    assert client.get(draft.get_absolute_url()).status_code == (200 if edit == 200 else 404)
    for name, args in (("new_version", []), ("approve_version", [draft.pk]), ("edit_version", [draft.pk])):
        assert client.get(reverse(f"regulation:{name}", args=args)).status_code == edit
    assert client.get(reverse("regulation:publish", args=[approved.pk])).status_code == publish
    page = client.get(reverse("regulation:act")).content.decode()
    assert ("Проект новой версии" in page) == (edit == 200)
    assert ("Отметить размещение" in page) == (publish == 200)


def test_a_version_edited_since_it_was_shown_is_asked_about_again(editor):
    typed(editor)
    version = ActVersion.objects.get()
    address = reverse("regulation:approve_version", args=[version.pk])
    seen = shown(editor, address)

    services.edit_version(version, fields={"body": f"{TEXT}\n\\1.2. Вписанный пункт."}, on=TODAY, by=None)
    asked = editor.post(address, {**seen, **APPROVAL})

    page = asked.content.decode()
    assert asked.status_code == 422
    assert re.search(r"\+ Стало, строка \d+: 1.2. Вписанный пункт.", page)
    assert asked.context["form"]["approval_number"].value() == "15"
    assert ActVersion.objects.get().is_draft
    assert editor.post(address, {**APPROVAL, "_shown": asked.context["shown"]}).status_code == 302
    assert "Вписанный пункт" in act_text()


def test_another_file_in_place_of_the_one_shown_is_noticed(editor):
    uploaded(editor, "act.pdf", files.pdf())
    version = ActVersion.objects.get()
    address = reverse("regulation:approve_version", args=[version.pk])
    seen = shown(editor, address)

    editor.post(
        reverse("regulation:edit_version", args=[version.pk]),
        {"title": "Положение", "file": SimpleUploadedFile("act.pdf", files.pdf(2))},
    )

    assert editor.post(address, {**seen, **APPROVAL}).status_code == 422
    assert ActVersion.objects.get().is_draft

"""A duty as a line of a page. Pages show dozens of them, so the markup is filled at once, not variable by variable."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mentorship.core.refusal import clause_words
from mentorship.core.templatetags.ru import ru_date
from mentorship.desk.duties import Row

register = template.Library()

ITEM = """<li>
  <div><p><strong>{what}</strong></p><p>{about} {clause}</p></div>
  <div><p>{left} <a class="btn btn-outline-primary" href="{url}">Открыть<span class="visually-hidden">: {what}, {about}</span></a></p></div>
</li>"""  # noqa: E501
CLAUSE = '<span class="clause">{}</span>'
LEFT = '<span class="status status--{}">{}</span> <span class="quiet">{}</span>'
LINE = """<tr>
  <th scope="row">{what}<br><span class="quiet">{about}{clause}</span></th>
  <td data-label="Кто">{who}</td>
  <td data-label="Срок">{due}{working}</td>
  <td data-label="Осталось"><span class="status status--{level}">{left}</span></td>
</tr>"""
OWN = '<a href="{}">{}<span class="visually-hidden">: {}</span></a>'
WORKING = SafeString('<br><span class="quiet">в рабочих днях</span>')
WHO = '<a href="?person={}">{}<span class="visually-hidden">: только дела этого сотрудника</span></a>'


@register.simple_tag
def duty_item(row: Row) -> SafeString:
    """A duty of the first page."""
    duty = row.duty
    return format_html(
        ITEM,
        what=duty.what,
        about=duty.about,
        url=row.url,
        clause=format_html(CLAUSE, clause_words(duty.clause)) if duty.clause else "",
        left=format_html(LEFT, row.level, row.left, ru_date(duty.due_on)) if duty.due_on else "",
    )


@register.simple_tag
def duty_line(row: Row, who: str, leads: bool, mine: bool) -> SafeString:
    """A duty of the page «Сроки»: one's own opens; those who lead go on to everything that its owner owes."""
    duty = row.duty
    return format_html(
        LINE,
        due=ru_date(duty.due_on),
        level=row.level,
        left=row.left,
        about=duty.about,
        what=format_html(OWN, row.url, duty.what, duty.about) if mine else duty.what,
        clause=f", {clause_words(duty.clause)}" if duty.clause else "",
        working=WORKING if duty.working else "",
        who=format_html(WHO, duty.owner, who) if leads and duty.owner else who,
    )

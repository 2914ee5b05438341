"""`{% can "pair.edit" pair as may_edit %}`: the table's answer for a template."""

from django import template

from mentorship.access.grants import can as may
from mentorship.documents import catalogue
from mentorship.documents.models import Scan

register = template.Library()


@register.simple_tag(takes_context=True)
def can(context, permission, subject=None):
    return may(context["request"].user, permission, subject)


@register.simple_tag(takes_context=True)
def papers_about(context, subject):
    """The papers about the subject that this user may print."""
    user = context["request"].user
    return [paper for paper in catalogue.papers_about(type(subject)) if may(user, paper.permission, subject)]


@register.simple_tag(takes_context=True)
def scans_about(context, subject):
    """The scans of those papers, for the offices that keep them."""
    user = context["request"].user
    if not may(user, "paper.scan_view"):
        return []
    codes = [paper.code for paper in catalogue.papers_about(type(subject))]
    return list(Scan.objects.kept().filter(paper__in=codes, subject_id=subject.pk))

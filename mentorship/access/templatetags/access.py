"""`{% can "pair.edit" pair as may_edit %}`: the table's answer for a template."""

from functools import reduce
from operator import or_

from django import template
from django.db.models import Q

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
    if not hasattr(subject, "scans_seen"):
        read_scans(context, subject)
    return subject.scans_seen


@register.simple_tag(takes_context=True)
def read_scans(context, subject, others=()):
    """Ask at once for what `scans_about` shows of each of them."""
    subjects = [subject, *others]
    codes = {kind: {paper.code for paper in catalogue.papers_about(kind)} for kind in set(map(type, subjects))}
    asked = reduce(or_, (Q(paper__in=codes[type(subject)], subject_id=subject.pk) for subject in subjects))
    found = list(Scan.objects.kept().filter(asked)) if may(context["request"].user, "paper.scan_view") else []
    for subject in subjects:
        about = codes[type(subject)]
        subject.scans_seen = [scan for scan in found if scan.subject_id == subject.pk and scan.paper in about]
    return ""

"""Both sides write their reports and hand them in."""

from django.urls import reverse

from mentorship.reports.models import Report


def write(client, part, side, **text):
    address = reverse(f"reports:write_{side}", args=[part.pk])
    client.get(address)
    return client.post(address, {"facts": "Сделано", **text})


def hand_in(client, side, **filters):
    report = Report.objects.get(side=side, **filters)
    return client.post(reverse("reports:submit", args=[report.pk]), follow=True)


def both(as_user, part, mentor, mentee):
    write(as_user(mentor), part, "mentor", recommendations="Курсы")
    hand_in(as_user(mentor), "mentor")
    write(as_user(mentee), part, "mentee", score="9", evaluation="Помогала")
    hand_in(as_user(mentee), "mentee")

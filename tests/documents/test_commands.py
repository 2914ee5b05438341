"""The list of papers."""

import json
from io import StringIO

from django.core.management import call_command


def test_the_papers_are_listed_by_code():
    output = StringIO()
    call_command("papers", "--json", stdout=output)

    codes = [row["code"] for row in json.loads(output.getvalue())]
    assert codes == sorted(codes)
    assert {"D18", "D19", "D20", "D30", "D34", "D35"} <= set(codes)

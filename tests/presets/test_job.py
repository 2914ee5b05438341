"""The main job at each institution, and the facts that its papers print."""

import pytest

from mentorship.pairs.models import Pair
from mentorship.programs.models import Program
from mentorship.regulation.models import Institution
from mentorship.reports.models import Report
from tests.presets.job import ORDERED, paper_text

pytestmark = pytest.mark.django_db
# должность наставника в винительном, наставляемого — в родительном
ACCUSED = {
    "воспитатель": "воспитателя", "учитель математики": "учителя математики",
    "педагог дополнительного образования": "педагога дополнительного образования",
}  # fmt: skip


def test_the_main_job_goes_to_its_end(done):
    assert done.pair.status == Pair.Status.ENDED
    assert done.program.status == Program.Status.APPROVED
    assert Report.objects.count() == 2


def test_print(done):
    print(done.place.code)
    print(done.appointment)
    print(done.completion)
    print(paper_text("D30", done.program))
    print(paper_text("D16", Institution.objects.get())[:600])
    print(paper_text("D01", None, ORDERED)[:1500])

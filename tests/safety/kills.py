"""`python -m tests.safety.kills --kills 50`: the power goes at random points of acts; nothing is lost or pretended.

Each act is sent to a real server, which is killed with all its workers while it works: every other time it has begun
to write by then. After that what must always hold is looked at, the server starts again, and the very same form is
sent once more: it is written exactly once.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Thread
from typing import Any

from tests.safety import site

IMPORTED = 150  # rows of a list
SENT = "Эта форма уже отправлена"


@dataclass
class Case:
    """A form to send, and how often what it does has been done."""

    address: str
    page: str
    data: dict[str, str]
    done: Callable[[], int]
    files: dict[str, bytes] | None = None


class World:
    """An institution with whatever the acts need, made anew for each."""

    def __init__(self) -> None:
        from django.utils import timezone

        from tests.factories.people import UserFactory
        from tests.factories.regulation import regulation

        edition = regulation()
        edition.appoint_within_days = edition.appoint_warn_days = None
        edition.save()
        self.today = timezone.localdate()
        self.curator = UserFactory(office="curator")
        self.director = UserFactory(office="director", person__position="заведующий")

    def case(self, act: str, turn: int) -> tuple[Any, Case]:
        """Who sends what."""
        if act == "upload":
            return self.curator, self._upload(turn)
        if act == "import":
            return self.curator, self._import(turn)
        return self.director, self._signature(getattr(self, f"_{act}")())

    def _signature(self, order: Any) -> Case:
        from mentorship.orders.models import Order

        page = f"/orders/{order.pk}/sign/"
        data = {"signed_on": f"{self.today:%d.%m.%Y}", "number": "", "proposed": "", "confirmed": "on"}
        return Case(page, page, data, Order.objects.signed().filter(pk=order.pk).count)

    def _praise(self) -> Any:
        from mentorship.orders import services
        from tests.factories.people import PersonFactory

        people = {"благодарность": [PersonFactory()]}
        return services.draft_worded("incentive", values={"заслуги": "за труд"}, people=people, by=self.curator)

    def _appointment(self) -> Any:
        from mentorship.pairs import services
        from tests.factories.pairs import PairFactory

        return services.draft_appointment([PairFactory()], on=self.today, by=self.curator)

    def _replacement(self) -> Any:
        from tests.factories import replacements
        from tests.factories.pairs import PairFactory
        from tests.factories.people import MentorEntryFactory

        old = PairFactory(active=True, order__journal="прежние")
        return replacements.drafted(self.curator, old, mentor=MentorEntryFactory().person)

    def _import(self, turn: int) -> Case:
        from io import BytesIO

        from django.utils import timezone

        from mentorship.people.imports import services
        from mentorship.people.imports.check import check
        from mentorship.people.models import Person
        from tests.factories.tables import text

        letters = "".join("абвгдежзик"[int(digit)] for digit in f"{turn:04}")
        names = [
            f"Загрузкина-{letters.capitalize()} Анна{'абвгдежзик'[n % 10] * (n // 10 + 1)}" for n in range(IMPORTED)
        ]
        content = BytesIO(text(["ФИО"], *([name] for name in names)))
        found = services.begin(content, "список.csv", by=self.curator, now=timezone.now())
        found = services.map_columns(found, found.mapping)
        new = check(found.table, found.mapping, self.today).counts["new"]
        added = Person.objects.filter(last_name=f"Загрузкина-{letters.capitalize()}")
        return Case(f"{found.get_absolute_url()}apply/", found.get_absolute_url(), {}, lambda: added.count() / new)

    def _upload(self, turn: int) -> Case:
        from mentorship.documents.codes import code_of
        from mentorship.documents.models import Scan
        from mentorship.regulation.queries import institution
        from tests.factories import files

        content = files.pdf(turn % 90 + 1) + b"\n%" + random.randbytes(1 << 20).hex().encode()
        scans = Scan.objects.filter(sha256=sha256(content).hexdigest())
        code = code_of("D47", institution().pk)
        return Case("/papers/scans/add/", "/papers/scans/add/", {"code": code}, scans.count, {"file": content})


def invariants() -> list[str]:
    """What is wrong with the state; empty when all of it is whole."""
    from django.conf import settings

    from mentorship.core.models import SentForm
    from mentorship.documents.models import KeptPaper, Scan
    from mentorship.orders.kinds.base import kind_of
    from mentorship.orders.models import Order
    from mentorship.pairs.models import Pair
    from mentorship.replacements.models import Replacement

    wrong = []
    signed = list(Order.objects.signed().exclude(journal="прежние"))
    numbers = sorted(int(order.number) for order in signed)
    if numbers != list(range(1, len(numbers) + 1)):
        wrong.append(f"numbers with gaps or twice: {numbers}")
    kept = {(row.paper, row.subject_id): row for row in KeptPaper.objects.all()}
    for order in signed:
        row = kept.pop((kind_of(order).paper, order.pk), None)
        if row is None:
            wrong.append(f"{order} has no kept paper")
        elif (sha256(row.pdf).hexdigest(), sha256(row.docx).hexdigest()) != (row.pdf_sha256, row.docx_sha256):
            wrong.append(f"the files of {order} are not those that were kept")
    papers = {(kind_of(order).paper, order.pk) for order in Order.objects.drafts()}
    wrong += [f"a draft has a kept paper: {key}" for key in kept if key in papers]
    for pair in Pair.objects.filter(order__isnull=False).select_related("order"):
        if (pair.status == Pair.Status.APPOINTED) != pair.order.is_signed and not pair.ended_on:
            wrong.append(f"half a pair: {pair.pk}")
    for row in Replacement.objects.select_related("pair__order", "pair__replaces"):
        new = row.pair.order is not None and row.pair.order.is_signed
        if new != (row.pair.replaces.ended_on is not None):
            wrong.append(f"half a replacement: {row.pk}")
    wrong += [f"a claim without its act: {row.token}" for row in SentForm.objects.filter(url="")]
    for scan in Scan.objects.all():
        path = Path(settings.MEDIA_ROOT) / scan.file.name
        if not path.exists() or sha256(path.read_bytes()).hexdigest() != scan.sha256:
            wrong.append(f"the file of scan {scan.pk} is not whole")
    return wrong


ACTS = ("praise", "appointment", "replacement", "import", "upload")


def run(kills: int, seed: int) -> int:
    """How many things were wrong."""
    chance, world, server = random.Random(seed), World(), site.Server().start()
    usual: dict[str, float] = {}  # seconds that the act takes on a server just started
    met: Counter[str] = Counter()
    wrong: list[str] = []
    try:
        for turn in range(kills + len(ACTS)):
            act = ACTS[turn % len(ACTS)]
            user, case = world.case(act, turn)
            browser = site.Browser(server.port, user)
            data = {**browser.hidden(case.page), **case.data}
            if act not in usual:  # the first of each goes through, to know how long it takes
                begun = time.monotonic()
                browser.post(case.address, data, case.files)
                usual[act] = time.monotonic() - begun
                wrong += [f"{act}: not done at all"] * (case.done() != 1)
                continue
            site.writing().unlink(missing_ok=True)
            sending = Thread(target=_send, args=(browser, case, data))
            sending.start()
            if turn % 2:
                _wait_for_writing(usual[act])
            time.sleep(chance.uniform(0, usual[act] / (2 if turn % 2 else 1)))
            server.kill()
            sending.join()
            before, began = case.done(), site.writing().exists()
            found = invariants() + ([f"half of it: {before}"] if before not in (0, 1) else [])
            server.start()
            browser.get(case.page)
            begun = time.monotonic()
            status, _, led = browser.post(case.address, data, case.files)
            if not before:
                usual[act] = time.monotonic() - begun
            told = browser.get(led)[1] if status == 302 else ""
            if case.done() != 1:
                found.append(f"sent again ({status}) and done {case.done()} times")
            if not before and SENT in told:
                found.append("«уже отправлена», though nothing had been written")
            wrong += [f"{act}, kill {turn - len(ACTS) + 1}: {words}" for words in found + invariants()]
            met["written" if before else "begun" if began else "not begun"] += 1
            print(f"{act}: {'записано' if before else 'начато' if began else 'не начато'}", *found, flush=True)
    finally:
        server.kill()
    media = sum(path.is_file() for path in Path(site.os.environ["MEDIA_ROOT"]).rglob("*"))
    said = f"записано {met['written']}, начато {met['begun']}, не начато {met['not begun']}"
    print(f"убито {kills}: {said}; файлов {media}")
    print("\n".join(wrong) or "всё цело, каждая форма записана один раз")
    return len(wrong)


def _wait_for_writing(seconds: float) -> None:
    """Until the server writes its first row, at most twice as long as the act takes."""
    ends = time.monotonic() + 2 * seconds
    while not site.writing().exists() and time.monotonic() < ends:
        time.sleep(0.005)


def _send(browser: site.Browser, case: Case, data: dict[str, str]) -> None:
    try:
        browser.post(case.address, data, case.files)
    except site.LOST:
        return  # that is what a kill looks like


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with site.folder() as made:
        site.begin(made)
        raise SystemExit(run(asked.kills, asked.seed) > 0)

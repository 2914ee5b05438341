"""The steps of the first run, in order. Each is a page; nothing in them is final."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Step:
    key: str
    title: str

    @property
    def url(self) -> str:
        return reverse(f"setup:{self.key}")

    @property
    def number(self) -> int:
        return STEPS.index(self) + 1

    @property
    def before(self) -> "Step | None":
        return STEPS[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> "Step | None":
        return STEPS[self.number] if self.number < len(STEPS) else None


STEPS = (
    Step("institution", "Ваше учреждение"),
    Step("people", "Руководитель и куратор"),
    Step("act", "Ваше Положение"),
    Step("rules", "Правила и перечни"),
    Step("words", "Слова и органы"),
    Step("orders", "Вид приказов"),
    Step("staff", "Список сотрудников"),
    Step("check", "Проверьте ответы"),
)
BY_KEY = {step.key: step for step in STEPS}

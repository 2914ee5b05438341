"""The page «Оформление бумаг» as a browser sends it."""

from datetime import date

from mentorship.regulation.forms import LayoutForm
from mentorship.regulation.queries import institution

DAY = date(2026, 9, 1)
THREE = """слева | СОГЛАСОВАНО | председатель профсоюзного комитета; ____________
справа | УТВЕРЖДЕНО | приказом {должность руководителя:род}; от «___» ________ 20___ г. № ____
слева | РАССМОТРЕНО | на педагогическом совете; протокол № ____"""


def sent(**changes):
    """The form as a browser sends it, with some fields typed anew; None leaves a tick out."""
    form = LayoutForm(initial=LayoutForm.initial_of(institution()), profile=institution().profile())
    data = {}
    for name, field in form.fields.items():
        value = field.prepare_value(form.initial.get(name, ""))
        if value is not False:
            data[name] = "on" if value is True else str(value)
    return {name: value for name, value in {**data, **changes}.items() if value is not None}

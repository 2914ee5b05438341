"""Shapes of input about the Положение."""

from mentorship.core.forms import Form, LineField


class FormTitleForm(Form):
    title = LineField(label="Название формы", help_text="Например, «педагог – родитель»")

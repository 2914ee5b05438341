"""The form of an act that asks for nothing but its reason."""

from mentorship.core.forms.fields import Form, TextField


class ReasonForm(Form):
    reason = TextField(label="Причина", rows=3, max_length=2000)

"""The form of a letterhead."""

from typing import Any, cast

from django import forms
from django.db import models

from portal.core.fields import LineField, TextField
from portal.steering.models import Letterhead


class LetterheadForm(forms.Form):
    """The head and foot of the unit's papers: the model's own fields, written by the service."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields |= forms.fields_for_model(Letterhead, _PRINTED, formfield_callback=_typed)


_PRINTED = (
    "parent_body",
    "body",
    "symbol",
    "place",
    "recipients",
    "authority",
    "signer",
    "copies",
)


def _typed(column: models.Field, **more: Any) -> forms.Field:
    """A field of the head of the paper, by its column."""
    if isinstance(column, models.TextField):
        made = column.formfield(form_class=TextField, widget=forms.Textarea({"rows": 3}), **more)
    else:
        made = column.formfield(form_class=LineField, **more)
    return cast(forms.Field, made)  # of these columns each has one

"""Confirmation in forms that name a hamlet or team nearly like one beside it (portal.units.importing.names
compares)."""

from typing import Any, Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.units.importing.places import Beside, nearly_alike
from portal.units.models import Unit
from portal.units.models.units import LOCAL


class AsksAboutSimilarNames(forms.Form):
    """A form that names a unit. Only names of hamlets and teams are compared: those above come from official decisions."""

    # Shown only when asked about.
    near = forms.BooleanField(
        label=gettext_lazy("Đúng là đơn vị khác, dùng tên này"), required=False, widget=forms.HiddenInput
    )

    def ask_about(self, kind: str, name: str, *, parent: Unit | None, **place: Unpack[Beside]) -> None:
        """Add an error at `near`, unless it is ticked, when a unit beside the named one has nearly this name."""
        if parent is None or place["level"] not in LOCAL:
            return
        like = nearly_alike(kind, name, parent=parent, **place)
        if like is None:
            return
        # An old yes must not be restored from a draft.
        self.fields["near"].widget = forms.CheckboxInput({"data-no-draft": ""})
        if not self.cleaned_data.get("near"):
            question = _(
                "“%(name)s” gần giống %(like)s đã có ở %(parent)s. Nếu là một thì không cần thêm; nếu đúng là đơn vị khác, đánh dấu ở đây rồi gửi lại."
            )
            words = {"name": name, "like": like.full_name, "parent": parent.full_name}
            self.add_error("near", question % words)

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """The tick holds for one name: it is never shown ticked beside the next."""
        return None if field_name == "near" else super().get_initial_for_field(field, field_name)

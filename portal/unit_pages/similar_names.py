"""A name typed by hand is asked about as one in a table is: where its neighbour's is nearly alike, a tick goes on."""

from typing import Unpack

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.units.importing.places import Beside, nearly_alike
from portal.units.models import Unit
from portal.units.models.units import LOCAL


class AsksAboutNames(forms.Form):
    """A form that names a unit. Names of hamlets and groups are compared; official ones come from decisions."""

    # Shown only when asked about.
    near = forms.BooleanField(
        label=gettext_lazy("Đúng là đơn vị khác, dùng tên này"), required=False, widget=forms.HiddenInput
    )

    def ask_about(self, kind: str, name: str, *, parent: Unit | None, **place: Unpack[Beside]) -> None:
        """Complain at `near` unless it is ticked, if a unit beside it has nearly this name."""
        if parent is None or place["level"] not in LOCAL:
            return
        like = nearly_alike(kind, name, parent=parent, **place)
        if like is None:
            return
        # An old yes must not be restored from a draft.
        self.fields["near"].widget = forms.CheckboxInput({"data-no-draft": ""})
        if not self.cleaned_data.get("near"):
            told = _(
                "“%(name)s” gần giống %(like)s đã có ở %(parent)s. Nếu là một thì không cần thêm; nếu đúng là đơn vị khác, đánh dấu ở đây rồi gửi lại."
            )
            words = {"name": name, "like": like.full_name, "parent": parent.full_name}
            self.add_error("near", told % words)

    def get_initial_for_field(self, field: forms.Field, field_name: str):
        """A yes to one name is no yes to the next."""
        return None if field_name == "near" else super().get_initial_for_field(field, field_name)

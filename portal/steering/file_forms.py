"""Forms of the file of a row of the steering committee: a paper, an activity."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from portal.core.files import services as files
from portal.core.files.incoming import Incoming
from portal.core.files.kinds import paper_help, paper_kinds
from portal.core.forms import VersionedForm


class PaperUploadForm(forms.Form):
    """The file of a row that is still to be entered."""

    upload = forms.FileField(
        label=_("Tệp văn bản"),
        allow_empty_file=True,
        max_length=200,
        help_text=lazy(paper_help, str)(),
        widget=forms.FileInput({"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
    )

    def clean_upload(self) -> Incoming:
        """The file as it may be kept: read here, while nobody waits for the row."""
        return files.look(self.cleaned_data["upload"], paper_kinds())


class AttachForm(PaperUploadForm, VersionedForm):
    """The file of a row that was entered."""


class DetachForm(VersionedForm):
    """That the file of a row is to go."""

"""What a page carries unseen: missing or spoiled, it is the page that is to be loaded anew, told without a field's name."""

import pytest

from portal.core.forms import KeyedForm, VersionedForm
from portal.core.templatetags.components import error_summary

SAID = "Trang này thiếu dữ liệu. Tải lại trang rồi gửi lại."


@pytest.mark.parametrize(
    ("form", "given"),
    [
        (VersionedForm, {}),
        (VersionedForm, {"version": ""}),
        (VersionedForm, {"version": "x"}),
        (VersionedForm, {"version": "0"}),
        (VersionedForm, {"version": str(2**63)}),
        (KeyedForm, {"again": ""}),
        (KeyedForm, {"key": "x"}),
    ],
)
def test_a_page_without_what_it_carries_is_to_be_loaded_anew(form, given):
    assert error_summary(form({"other": "1"} | given)) == {"lines": [{"href": "", "text": SAID}]}

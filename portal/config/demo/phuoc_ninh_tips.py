"""The 32 tips of Phước Ninh, June to 24 November 2019: of the kinds the newspaper reports (S1.5, S1.6), all invented
in their particulars. Three are open on the story's day, one of them overdue."""

from portal.config.demo.phuoc_ninh_tips_autumn import NOVEMBER, OCTOBER, SEPTEMBER
from portal.config.demo.phuoc_ninh_tips_summer import AUGUST, JULY, JUNE

TIPS = (*JUNE, *JULY, *AUGUST, *SEPTEMBER, *OCTOBER, *NOVEMBER)

"""Screens of notices: one's list, how one gets them, one's e-mail address."""

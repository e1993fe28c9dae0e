"""Notices: what a person is told, on screen and by e-mail, through one interface (`services.notify`)."""

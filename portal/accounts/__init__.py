"""People, their roles and dated assignments: who acts, for which unit, with which permissions."""

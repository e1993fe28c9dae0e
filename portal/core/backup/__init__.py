"""Backup: a copy of everything the portal stores, and its restoration into an empty database.

    manifest   the contents of a backup: counts of every table, checksums of its files, the head of the audit
    engines    how SQLite and PostgreSQL are copied and filled
    files      the uploaded files: copied from the store by the rows of the copied database, put back, compared
    services   make_backup, restore: checks before and after; an incomplete backup has no manifest

The keys (.env) are never in it: a backup alone opens no informant. It holds fingerprints of them, so that `restore`
says beforehand which key is missing.
"""

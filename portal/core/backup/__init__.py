"""A copy of everything the portal keeps, and its way back into an empty database.

    manifest   what stands in a backup: counts of every table, checksums of its files, the head of the audit
    engines    how SQLite and PostgreSQL are copied and filled
    services   make_backup, restore: checks before, checks after, never half a backup that looks whole

The keys (.env) are never in it: a backup alone opens no informant. It holds fingerprints of them, by which `restore`
says beforehand that it lacks one.
"""

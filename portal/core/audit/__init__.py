"""The audit: entries are sealed in batches by a keyed hash chain, each seal bound to the one before.

    entries        writes one entry
    labels         types of the labels that apps give
    append_only    the database refuses to change or delete entries and seals, except while trimming
    timestamps     the database sets or checks when an entry was written
    hashing        the hash of a batch and of a seal
    sealing        when entries are settled, and why two sealers do not collide
    sealing_job    the recurring job: seals settled entries, verifies the next part of the chain
    heads          the newest seal, kept apart from the seals
    unsealed       entries without a seal: a fault after 15 minutes, or when their time is in the future
    verification   proves that nothing was altered, removed or inserted
    trimming       deletes entries older than twelve months; their seals stay

Detected: any entry or seal altered, removed, inserted or reordered after it was sealed, by anyone without AUDIT_KEY;
also removed seals, by the head that is kept beside them. Not detected by the database alone: the newest seals removed
together with their entries, that head and the checks that remember it; and what happens to an entry before it is
sealed (a few minutes). Against the first, each sealing prints its head to the log, outside the database; give one to
`manage.py verify_audit --head`.
"""

from portal.core.audit.entries import coded, record, record_once, text_digest

__all__ = ["coded", "record", "record_once", "text_digest"]

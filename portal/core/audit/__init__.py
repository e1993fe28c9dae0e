"""The chain over the audit: entries are sealed in batches, each seal keyed and bound to the one before.

    append_only  the database refuses to change or delete entries and seals, except while trimming
    written_at   the database itself says when an entry was written
    hashing      what a batch and a seal are hashed from
    sealing      when entries are settled, and how two sealers do not collide
    heads        the newest seal, kept apart from the seals
    waiting      entries without a seal: a fault after 15 minutes, or when they lie ahead of the clock
    verifying    walking along the chain: what is whole, where something was altered, removed or inserted
    trimming     entries older than twelve months go, their seals stay
    tending      the recurring job: seal what is settled, walk on a little

What it shows: any entry or seal altered, removed, inserted or put in another order after it was sealed, by anyone who
does not hold AUDIT_KEY; also seals taken away, against the head that is kept beside them. What it cannot show by itself:
the newest seals cut off together with their entries, that head and the checks that remember it, and what happens to an
entry before it is sealed (a few minutes). Against the first, each sealing prints its head to the log, which leaves the
database by itself; hand one in with `manage.py verify_audit --head`.
"""

from portal.core.audit.entries import coded, record, record_once, text_digest

__all__ = ["coded", "record", "record_once", "text_digest"]

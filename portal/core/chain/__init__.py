"""The chain over the audit: entries are sealed in batches, each seal keyed and bound to the one before.

    append_only  the database refuses to change or delete entries and seals, except while trimming
    hashing      what a batch and a seal are hashed from
    sealing      when entries are settled, and how two sealers do not collide
    verifying    walking along the chain: what is whole, where something was altered, removed or inserted
    trimming     entries older than twelve months go, their seals stay
    tending      the recurring job: seal what is settled, walk on a little

What it shows: any entry or seal altered, removed, inserted or put in another order after it was sealed, by anyone who
does not hold AUDIT_KEY. What it cannot show by itself: the newest seals cut off together with their entries, and what
happens to an entry before it is sealed (a few minutes). Against the first, note the head that `manage.py
verify_audit` prints outside the database, and hand it in again with `--head`; each check also remembers the head of
the one before.
"""

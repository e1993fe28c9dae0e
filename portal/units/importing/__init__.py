"""Hamlets and self-managed teams from a table as officers keep it: read, judged row by row, decided, brought in, undone.

Serves S0.1: a group is due for every hamlet and every self-managed team, so these must stand in the portal first.

    names     a place as people write it: kind, name, and when two of them are likely the same
    layout    where in a table the header is, and what its columns say
    lines     rows of text become places, or a reason why not
    spoiled   what Excel makes of names; fonts: tables older than Unicode; codes: codes that cannot be right
    reading   a table of a file becomes lines, with what must be said of the file
    verdicts  what would become of each row, and which choices it leaves
    services  draft, decide, run, undo: one batch, all in one transaction
"""

"""Acts on units: guided, previewed, carried out on their day, reversible until it is over.

kinds      what each amendment asks, checks and does
journal    the few ways in which units change, each remembered so that it can be taken back
marks      on what an amendment was previewed: its confirmation is refused once that has changed
followers  what follows units (groups, tips, people): counted in the preview, moved by the amendment
services   plan, carry out, undo
reform     1 July 2025, from the table of successions, a province at a time
"""

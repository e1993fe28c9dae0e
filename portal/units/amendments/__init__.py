"""Amendments of units: previewed, carried out on their day, undone until that day is over.

kinds                  what each kind of amendment needs, checks, does and says (one module a kind)
services               decide, carry out, undo
policies               who may amend; until when an amendment can be undone
checks                 checks that several kinds share
preview                how many rows would move; preview_fingerprint: refuses an outdated preview
journal                the single changes of units, each written down so that it can be undone
sharing                how units take over from a unit that ends
dependants             rows of units (groups, tips, people): counted in the preview, moved by the amendment
locking                amendments run one after another
serialization          parameters of an amendment as JSON
wording                names of units in sentences
reform, reform_steps   1 July 2025, from the table of successions, a province at a time
"""

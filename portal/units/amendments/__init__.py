"""Amendments on units: previewed, carried out on their day, reversible until that day is over.

kinds                what each kind of amendment needs, checks and does, and its wording (one module a kind)
services             decide, carry out, undo
policies             who may
preview              what would move, counted; preview_fingerprint: a preview that no longer holds is not carried out
journal              the few ways in which units change, each written down so that it can be undone
sharing              how others take the place of a unit that ends
dependants           what belongs to units (groups, tips, people): counted in the preview, moved by the amendment
reform, reform_steps 1 July 2025, from the table of successions, a province at a time
"""

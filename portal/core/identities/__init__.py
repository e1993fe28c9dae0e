"""Phone numbers and names of people in free text: found without knowing any (`finding`), compared with a known person
(`comparing`), taken out (`taking_out`). Nothing here reads the database or knows what the text belongs to.
"""

"""Phone numbers and names of people in free text: found and taken out without knowing any (`finding`), compared with a
known person (`comparing`). Nothing here reads the database or knows what the text belongs to.
"""

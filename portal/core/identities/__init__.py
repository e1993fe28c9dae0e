"""Telephone numbers and names of people in free text: found and removed without knowing any (`finding`), or
compared with a known person (`comparing`). No database access, no knowledge of what the text belongs to."""

"""Tables uploaded as files: scanned before anything opens them, read in a separate process, returned as rows
of text.

Two files are taken, told by their content and never by their name: an .xlsx workbook and text with separators
(.csv). Of formulas the values that the file carries are read, and where they stand is told, as are hidden
rows; nothing is ever evaluated. Text that begins with
`=`, `+`, `-` or `@` is text.
"""

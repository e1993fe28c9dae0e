"""Tables uploaded as files: scanned before anything opens them, read in a separate process, returned as rows
of text.

Two kinds of files are accepted, recognised by content and never by name: an .xlsx workbook and text with separators
(.csv). Of formulas the values that the file carries are read and their places reported, as are hidden
rows; nothing is ever evaluated. Text that begins with
`=`, `+`, `-` or `@` is text.
"""

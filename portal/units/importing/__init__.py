"""Import of hamlets and self-managed teams from a table: read, judged row by row, decided, run, undone.

Serves S0.1: a group is due for every hamlet and every self-managed team, so the portal must know these first.

    names           parses a place name, and says when two are similar
    layout          finds the header row and the meaning of the columns
    parsed_row      one row after parsing
    row_parsing     rows of text to places, or a reason why not
    mangled_names   names that Excel turned into dates or numbers
    fonts           tables typed in fonts older than Unicode
    codes           which codes are a hamlet's own, which are wrong
    reading         an uploaded table to parsed rows, with the problems of the file
    places          the places a row is compared with
    verdicts        what would become of each row, and which choices it leaves
    states          states of an import
    policies        who may import
    services        draft, decide, run, undo: one import, each in one transaction
"""

"""Files that people upload and the portal keeps: checked by their content, stored beside the database, read through one
function.

    services        look, store, open_bytes, download, remove, proposals: what apps call, after their own permission check
    incoming        an upload to checked bytes: size, kind, structure, mark of secrecy; nothing is written before
    kinds           the kinds there are (PDF, DOCX, JPEG, PNG), known by content and never by name
    pdf, docx, pictures   what a file of each kind must be like, and what it may not carry
    worker          the first page as text, read in a process of its own (portal.core.untrusted)
    secrecy         whether a text or a name bears a mark of state secrecy
    paper, paper_head, paper_title, paper_words   what a paper says of itself: number, day, body, type, title
    storage, sweeping     where bytes are kept; bytes without a row go after a day

Nothing here knows who may read a file: the row of the app that points to it says so. docs/dev/adr/0025 says why.
"""

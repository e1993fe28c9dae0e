"""Files from outside, whatever their kind: scanned before a library opens them, read in a process of their own.

    archive      the one scan of zip archives (.xlsx, .docx): frame, names, true sizes, what each part is
    xml_part     streaming check of one XML part: no DOCTYPE, little depth, few elements
    process      runs a worker program in a process with little memory and time, without surroundings
    entry        what that process starts with: it sets its limits, then runs the worker

They raise ArchiveProblem, XmlProblem and WorkerFailed, which say what is wrong and to nobody what to do: the package
that knows the kind of file (portal.core.sheets, portal.core.files) makes the sentence of it.
"""

"""Who did, opened and exported what: the audit to be searched, and sealed against tampering."""

"""What is remembered: the ledger (SQL, what was found) and the archive (WARC, what was seen)."""

"""A PDF to blocks: words where they stand, ruled and unruled tables, heads and feet told apart."""

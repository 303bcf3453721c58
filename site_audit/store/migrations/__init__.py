"""The ledger's schema, step by step; shipped inside the package so that any installation can bring its database up to date."""

"""The demo district: invented schools as plain files, a loopback server for them, and what a careful person finds there."""

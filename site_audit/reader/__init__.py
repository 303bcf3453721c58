"""Captures to documents, safely: pages are read in this process, files in children that can be killed and replaced."""

from __future__ import annotations

from site_audit.reader.documents import BODY_LIMIT, CHILDREN, DocumentReader, Kept, Remembered
from site_audit.reader.school import SchoolReader

__all__ = ["BODY_LIMIT", "CHILDREN", "DocumentReader", "Kept", "Remembered", "SchoolReader"]

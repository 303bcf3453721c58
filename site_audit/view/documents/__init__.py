"""Documents to sign: values drawn from an edition, filled into Word templates that the operator may edit."""

from site_audit.view.documents.papers import TEMPLATES, is_paper, papers, printed_path
from site_audit.view.documents.shipped import shipped_templates

__all__ = ["TEMPLATES", "is_paper", "papers", "printed_path", "shipped_templates"]

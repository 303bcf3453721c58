"""Printed reports (PDF): the same page models as the HTML reports, set by typst."""

from site_audit.view.pdf.press import district_pdf, school_pdf

__all__ = ["district_pdf", "school_pdf"]

"""Pages that are pictures: drawn, put straight, read by the recogniser, and made into the same page a text file gives."""

"""An HTML page to blocks and links."""

"""Files of office programs to blocks, one module a format."""

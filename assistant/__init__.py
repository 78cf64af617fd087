"""Question in, cited verbatim answer out. Knows no file format."""

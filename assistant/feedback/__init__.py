"""What readers say of answers, kept beside the index, and made into a gold set that retrieval is measured against."""

"""Question and reply: an intervention as its questions, each with the passages that may reply to it."""

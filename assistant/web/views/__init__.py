"""The views beside the conversation, each a plain page: record, commitments, topic, quotes, questions and replies."""

"""The web page: a conversation in Gradio, and beside it the record's own pages, plain HTML.

Every word of a record, title, name or question is escaped before it reaches a browser, and nothing the page loads lies
outside the machine that serves it. Knows nothing of how answers are found.
"""

"""The optional language model: any server that speaks the OpenAI protocol. Off unless it is set up.

It may rewrite a follow-up, translate quotes for reading, and write prose over the evidence; what it writes is checked
before it is shown, and the extractive answer stands whatever it does.
"""

"""What a question asks: who spoke, to whom, about whom, when, where, and what kind of answer is wanted.

The door is `assistant.question`; each module here reads one of these from the question's words.
"""

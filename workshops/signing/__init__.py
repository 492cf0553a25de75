"""The way to a place at a session: one question a page, checked at the end. No account is needed.

`questions.py` has the questions, `steps.py` their order, who may come and which are asked, `draft.py` keeps what was
said until it is sent, `views.py` shows it all.
"""

"""The way into the pool: one question a page, kept under a code, checked at the end. No account is needed.

`questions.py` has the questions, `steps.py` their order and which are asked, `answers.py` turns what was said into a
person, `views.py` shows it all.
"""

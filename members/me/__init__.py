"""A person's own pages: what we keep about them, and every way to change or end it. A supporter has the same pages
for the person they act for, as far as the person lets them.

`whose.py` says whose pages they are and what may be done there, `page.py` is what they have in common.
"""

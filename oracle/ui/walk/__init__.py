"""The walk: the road on the left, the customer's world in the middle, the step on the right; or the step alone outside.

`session` holds the open walk and writes everything as it happens; the widgets show it and ask it for changes.
"""

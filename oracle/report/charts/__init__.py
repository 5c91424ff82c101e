"""Charts: each is made once, as a display list that names colours by token, and painted by small back ends."""

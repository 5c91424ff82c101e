"""Help: the method on one page, the keys, and what each screen is for."""

"""Personas: the customers that are played."""

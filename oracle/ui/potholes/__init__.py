"""Potholes: what was found in all walks of a business, as an inbox that is worked through."""

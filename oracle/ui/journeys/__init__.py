"""Journeys: the home with its four lanes, making one from a template, and editing its steps."""

"""Businesses: whose journeys these are."""

"""The language of the app as frozen values: what crosses between rooms. Imports nothing of ours and no third party.

The names are those of the product: one thing, one word. Ids are UUIDv7 texts.
Times are aware and in UTC; the zone they were seen in is kept beside them.
"""

"""Pothole Oracle: walk your customers' journeys and hand over a report that a stranger can act on."""

__version__ = "0.1.0"

APPLICATION_ID = 0x504F5448  # "POTH": marks our SQLite files, see `workspace`

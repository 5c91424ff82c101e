"""The window: everything that people see and touch. Imports Qt; knows the workspace only through `tasks`."""

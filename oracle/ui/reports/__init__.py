"""Reports: what stands in one, how it looks on paper while it is chosen, and the file."""

"""The method as pure functions over the model: figures and readings of a walk. No input or output, no clock."""

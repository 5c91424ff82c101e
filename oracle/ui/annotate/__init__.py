"""Annotating a capture: marks that stay editable for ever on a picture that stays as it was."""

"""The model goes in, findings come out."""

"""Text goes in, the model comes out, every part of it with its place."""

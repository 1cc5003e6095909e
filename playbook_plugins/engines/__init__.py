"""Site builders that a release can be handed to; one folder an engine."""

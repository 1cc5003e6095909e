"""What writes sources: it begins files, and changes in others only what it was asked to."""

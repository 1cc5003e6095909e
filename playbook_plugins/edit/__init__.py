"""What writes sources: it never overwrites or deletes what somebody else wrote."""

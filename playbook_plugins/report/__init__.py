"""Findings go in, text for people and programs comes out."""

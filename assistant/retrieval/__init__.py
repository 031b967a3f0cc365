"""Finds the passages a question may be answered from, and keeps those it rejected."""

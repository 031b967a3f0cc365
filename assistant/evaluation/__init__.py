"""Measures the product, and teaches the ranking from what is measured."""

"""Writes the index from the corpus: the only room that does."""

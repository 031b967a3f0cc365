"""Reads the index and answers: never writes to it, never imports `ingest`."""

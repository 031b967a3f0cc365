"""From a question to an answer made of cited sentences."""

"""Files to blocks of text, each with a locator: the only room with parsers."""

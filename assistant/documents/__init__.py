"""The documents behind the passages: nothing of them is opened in the process of the page."""

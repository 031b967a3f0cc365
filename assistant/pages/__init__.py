"""The screens that `app.py` declares."""

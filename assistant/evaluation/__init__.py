"""Measures the product from outside: what it answers is kept as JSON lines, then judged; nothing here serves.

The questions are split into *tune* and *hold*. The failures of *hold* are counted and never shown. What is
learnt from *tune* (`learning`) is written to the weights that the product reads.
"""

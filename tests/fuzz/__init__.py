"""Mutated inputs of every format, and inputs that were made to do harm.

Each runs in a process of its own that may not hold more than 2 GB, and every input may take ten
seconds.
"""

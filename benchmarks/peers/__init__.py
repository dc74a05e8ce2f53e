"""Other programs, on the same texts, in one run with this one."""

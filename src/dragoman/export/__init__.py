"""Records and events in the formats that others read: a format a module.

Each module has `write(records, file)`, which returns how many rows it wrote.
"""

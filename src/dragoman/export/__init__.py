"""Records and events in the formats that others read: a format a module, named in `formats`.

Each module has `write(what, file)`, which returns how many rows it wrote. What is written are
records (what each report says), merged events (with judgements laid over them) or a dossier.
"""

"""The command line: a file a noun, each loaded when it is asked for."""

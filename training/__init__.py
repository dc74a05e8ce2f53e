"""How the encoder's weights were made; `python -m training --help` lists the stages."""

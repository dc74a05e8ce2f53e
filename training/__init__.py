"""How the weights of the reading encoder were made. `python -m training --help` lists the stages."""

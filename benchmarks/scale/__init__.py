"""How the ledger behaves as it grows."""

"""Training of hearsay's reader: corpora to windows, the network, its losses, two stages, export."""

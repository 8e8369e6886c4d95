"""What changed between two states of a programme, and what their visits can still be compared on."""

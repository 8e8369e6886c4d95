"""What is weak and what is done well, where, how surely and at what cost; and what closes a gap."""

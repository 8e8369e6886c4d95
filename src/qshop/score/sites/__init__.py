"""Whether sites differ: how far they can be told apart, and which lie outside what chance explains."""

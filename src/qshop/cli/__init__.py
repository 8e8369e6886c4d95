"""The command line, one file a command: load through io, call the work, render through pages, write through io."""

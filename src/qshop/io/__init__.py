"""The only room that touches the machine: it reads programmes and tables, and writes files whole or not at all."""

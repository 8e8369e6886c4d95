"""What every room uses: diagnostics, stops, suggestions and the sentences of each language."""

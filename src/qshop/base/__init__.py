"""What every room uses: diagnostics, exceptions, suggestions, and sentences, numbers and dates in each language."""

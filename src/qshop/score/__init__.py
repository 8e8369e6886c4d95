"""Feedback: visits become scores, scores become figures, figures become what a reader needs."""

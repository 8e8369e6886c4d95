"""What comes back from a meeting: its workbook judged row by row, and what it changes in the programme's files."""

"""What a debrief says to its reader: decided and sorted, still as codes and numbers; words and layout come later."""

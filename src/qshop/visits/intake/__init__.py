"""How rows of a file become accepted visits: mapped by a profile, judged, settled against what was there before."""

"""How rows of a file become accepted visits: mapped by a profile, judged, compared with visits accepted before."""

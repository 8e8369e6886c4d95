"""What a change of the programme does to the figures of visits, today and once it is frozen."""

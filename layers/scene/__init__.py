"""One map, resolved: what is drawn, on which day, in which words, from which sources."""

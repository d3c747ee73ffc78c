"""For machines and for those who like lists: feeds, site maps, robots, security.txt."""

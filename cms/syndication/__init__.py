"""Articles that travel between the portal and the schools, and directives."""

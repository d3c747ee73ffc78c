"""Who is hosted: schools, their domains and authorities, and the database that holds them."""

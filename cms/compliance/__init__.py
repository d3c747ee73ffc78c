"""Which requirement of Circular 37/2020 a site meets, and where to mend it."""

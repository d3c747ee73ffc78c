"""How a school's site looks: layout, colours, logo, cover."""

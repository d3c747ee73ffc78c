"""Finding things: on a site, and on the portal across schools."""

"""The site as a visitor gets it: pages fetched in process, and what stands in them."""

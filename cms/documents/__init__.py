"""Official documents: searched, downloaded, replaced by one another."""

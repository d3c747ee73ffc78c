"""Labels of the forms: compared with the official text by the office, and corrected where our data are wrong."""

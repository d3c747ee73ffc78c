"""Demo content: schools, news and pictures written for `make demo`; no database, no network."""

"""Read models in the public schema: how schools meet. Each row is written by its own school."""

"""The portal's screens for the schools it hosts and for tasks that failed. No models of its own."""

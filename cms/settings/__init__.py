"""Settings: `base` holds everything, `demo`, `test` and `production` are thin layers on it."""

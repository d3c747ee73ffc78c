"""The embedded PostgreSQL of the demo and the tests; it needs neither Django nor any package.

`embedded.py` is the way in: `ensure_running(state_dir)` answers with a DATABASE_URL.
"""

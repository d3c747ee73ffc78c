"""Links to partners, state bodies and services."""

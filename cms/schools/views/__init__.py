"""Views of the portal's school screens: they check permissions and call the services of tenants."""

"""Does the site publish its documents as Circular 37/2020 asks?"""

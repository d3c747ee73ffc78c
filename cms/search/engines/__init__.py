"""Who answers questions."""

"""What every kind of content shares; imports no other app of cms."""

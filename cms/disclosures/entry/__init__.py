"""Entering what a school discloses: the grid, Excel, taking over last year's figures, approval."""

"""What the demo's schools disclose: figures that are made here and fit together over the years."""

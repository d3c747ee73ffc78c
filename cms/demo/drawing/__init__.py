"""Small flat illustrations drawn with Pillow, so that the demo ships no photographs."""

"""Albums of pictures, and videos."""

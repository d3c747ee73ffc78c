"""What is published: pages, news and everything an editor touches."""

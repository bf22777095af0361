"""A worker's notebook about households: in private chat only, for its keeper and who stands in for them."""

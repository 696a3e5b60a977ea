"""The banks that ship with the product: one JSON file an article, named by its key."""

"""The four articles that ship with the product, one file each, kept to the letter."""

"""About the product, and the warning card."""

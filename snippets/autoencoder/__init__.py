"""Exercise 5: programs that colourise photographs and fill holes in them."""

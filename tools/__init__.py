"""What building, testing and checking need besides the product."""

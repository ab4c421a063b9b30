"""What is kept between builds, and whether it is whole."""

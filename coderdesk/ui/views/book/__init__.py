"""The page on which the code books are read without a visit."""

"""One repository per kind of thing: each loads and saves frozen domain values, and notes what it wrote."""

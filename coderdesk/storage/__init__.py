"""The only place that knows SQLAlchemy: the encrypted vault, its tables, repositories, queries, migrations and checks."""

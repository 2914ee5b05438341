"""Staff from a table: headings → fields, texts → values, rows → people, and only then the database."""

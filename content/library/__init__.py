"""The founding content as files that people can review, and how they get into the database: see loading.py."""

"""Django's PostgreSQL backend, where no request waits long: the ENGINE of the site's databases.

A database can refuse, fall silent, or take connections and never answer. A request that asks it then holds one of the
few threads of its process. Three things keep the others free: `deadlines` ends a call that takes too long, `gate` lets
only so many requests be in the database at once and none while it is away, and `base` puts them round Django's calls.
"""

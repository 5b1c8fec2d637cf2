#!/bin/sh
# For compose.yaml, once, when the database is made: a role that owns the site's database and is no superuser.
set -eu
psql --set=ON_ERROR_STOP=1 --set=password="$(cat /run/secrets/site_database_password)" <<'SQL'
CREATE ROLE msphysio LOGIN PASSWORD :'password';
CREATE DATABASE msphysio OWNER msphysio;
REVOKE ALL ON DATABASE msphysio FROM PUBLIC;
SQL

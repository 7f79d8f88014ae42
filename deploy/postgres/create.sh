#!/bin/sh
# The bot's account and its database, made once, when the server's volume is empty (compose.yaml): an ordinary account, that
# owns its database and is no more than that. The password comes by the environment, and is in no list of processes.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --dbname postgres <<'SQL'
\getenv password BRIDGEKEEPER_PASSWORD
CREATE ROLE bridgekeeper LOGIN PASSWORD :'password';
CREATE DATABASE bridgekeeper OWNER bridgekeeper ENCODING 'UTF8' TEMPLATE template0;
SQL

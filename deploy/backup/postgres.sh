#!/bin/sh
# Copies of a store in PostgreSQL, by its own pg_dump and pg_restore, which are to be as new as the server or newer:
#
#   sh deploy/backup/postgres.sh save URL COPY       also while the bot runs
#   sh deploy/backup/postgres.sh restore COPY URL    into a database of the same account's with nothing in it
#
# URL is what the bot has as STORE: postgres://user@host:5432/database. The password stands in PGPASSWORD, as for the bot.
# Authorities are libpq's: PGSSLROOTCERT names a file, or is "system" (from PostgreSQL 16 on). Exit code 0: done; 1: not,
# and nothing was written over. `STORE=URL npm run journal -- verify` proves what was restored.
set -eu
umask 077

fail() {
  printf '%s\n' "$1" >&2
  exit 1
}

# Refuses what the bot refuses as STORE, as far as it says whom to believe: whoever is not this machine shows by a certificate
# who it is, and nothing in the address sends it elsewhere.
demand_tls() {
  case $1 in
    *[[:space:]]*) fail "There is a blank in the address." ;;
    postgres://* | postgresql://*) ;;
    *) fail "The address must be postgres://user@host:5432/database." ;;
  esac
  rest=${1#*://}
  asked=
  case $rest in *\?*) asked=${rest#*\?} ;; esac
  host=${rest%%[/?]*}
  host=${host##*@}
  case $host in
    \[*\]*) host=${host#\[} host=${host%%\]*} ;;
    *) host=${host%:*} ;;
  esac
  mode=
  while [ -n "$asked" ]; do
    case ${asked%%&*} in
      sslmode=*) mode=${asked#sslmode=} mode=${mode%%&*} ;;
      sslrootcert=*) ;;
      *) fail "The address must have no other parameter than sslmode and sslrootcert." ;;
    esac
    case $asked in *'&'*) asked=${asked#*&} ;; *) asked= ;; esac
  done
  printf '%s\n' "$host" | grep -Eiq '^(localhost|127(\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}|::1|%2f.*)$' && is_here=yes || is_here=no
  case $mode:$is_here in
    verify-full:*) ;;
    :no) export PGSSLMODE=verify-full ;;
    :yes | disable:yes) ;;
    *) fail "The address must have no other sslmode than verify-full: nothing weaker shows who answers." ;;
  esac
}

# The journal's head in a copy: its number and its hash.
head_of() {
  pg_restore --data-only --table=journal_head --file=- "$1" | awk '/^COPY .*journal_head/ { getline; print $2, $3 }'
}

save() {
  demand_tls "$1"
  [ ! -e "$2" ] || fail "$2 is there already: name another file."
  rm -f "$2.unfinished"
  pg_dump --format=custom --no-owner --file="$2.unfinished" --dbname="$1" || fail "Nothing was saved."
  head=$(head_of "$2.unfinished")
  [ -n "$head" ] || fail "There is no store in that database: nothing was saved."
  mv "$2.unfinished" "$2"
  printf '%s is saved: head %s\n' "$2" "$head"
}

restore() {
  demand_tls "$2"
  [ -f "$1" ] || fail "$1 is not there."
  head=$(head_of "$1")
  [ -n "$head" ] || fail "$1 is no copy of a store."
  tables=$(psql --no-psqlrc --quiet --tuples-only --no-align --dbname="$2" --command="
    SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')")
  [ "$tables" = 0 ] || fail "Something is in that database already: create an empty one for the same account, and set STORE to it."
  # Whoever else had rights may be unknown to this server; what the bot takes from its own account is taken again.
  pg_restore --exit-on-error --single-transaction --no-owner --no-privileges --dbname="$2" "$1" || fail "Nothing was restored."
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname="$2" --command="
    REVOKE UPDATE, DELETE, TRUNCATE ON journal FROM PUBLIC, CURRENT_USER;
    REVOKE DELETE, TRUNCATE ON journal_head FROM PUBLIC, CURRENT_USER" ||
    fail "All is restored, but what the bot's account may not do to the journal was not taken from it: start the bot once."
  printf 'Restored: head %s\n' "$head"
}

[ $# -eq 3 ] || fail "Use: sh deploy/backup/postgres.sh save URL COPY, or restore COPY URL"
case $1 in
  save) save "$2" "$3" ;;
  restore) restore "$2" "$3" ;;
  *) fail "Use: sh deploy/backup/postgres.sh save URL COPY, or restore COPY URL" ;;
esac

#!/usr/bin/env bash
# Backs up the database to a file for pg_restore, and writes the hash of the money in it to <file>.ledger. Calls go on.
# If there is no hash, or a balance is wrong, the file is written all the same, and the exit code is that of the hash.
#
#   DATABASE_URL=… APP_SECRET=… deploy/backup.sh keydesk.dump
#
# PostgreSQL's programs and Keydesk's command may run elsewhere, such as in the containers of compose.yaml:
#
#   PROGRAMS='docker compose exec -T postgres' DATABASE_URL='postgresql:///keydesk?user=keydesk' \
#     LEDGER='docker compose run --rm -T --env LOG_LEVEL=silent migrate node build/cli/ledger.js' deploy/backup.sh keydesk.dump
set -euo pipefail
umask 077
file=${1:?Usage: deploy/backup.sh <file>}
read -ra programs <<<"${PROGRAMS:-}"
read -ra ledger <<<"${LEDGER:-npm run --silent ledger --}"

# The dump and the hash see the database as this transaction does, which lasts until the end of the script.
coproc holder { exec "${programs[@]}" psql --no-psqlrc --quiet --tuples-only --no-align "$DATABASE_URL"; }
echo 'SET idle_in_transaction_session_timeout = 0;
  BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT pg_export_snapshot();' >&"${holder[1]}"
read -r snapshot <&"${holder[0]}"

code=0
LOG_LEVEL=silent "${ledger[@]}" hash --snapshot "$snapshot" >"$file.ledger.part" || code=$?
"${programs[@]}" pg_dump --format=custom --snapshot="$snapshot" "$DATABASE_URL" >"$file.part"
mv "$file.part" "$file"
mv "$file.ledger.part" "$file.ledger"
exit "$code"

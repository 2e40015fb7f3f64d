#!/usr/bin/env bash
# Backs up the database to a file for pg_restore, and writes the hash of the money in it to <file>.ledger. Calls go on.
#
#   DATABASE_URL=… APP_SECRET=… deploy/backup.sh keydesk.dump
#
# PostgreSQL's programs and Keydesk's command may run elsewhere, such as in the containers of compose.yaml:
#
#   PROGRAMS='docker compose exec -T postgres' DATABASE_URL='postgresql:///keydesk?user=keydesk' \
#     LEDGER='docker compose run --rm -T migrate node build/cli/ledger.js' deploy/backup.sh keydesk.dump
set -euo pipefail
file=${1:?Usage: deploy/backup.sh <file>}
read -ra programs <<<"${PROGRAMS:-}"
read -ra ledger <<<"${LEDGER:-npm run --silent ledger --}"

# The dump and the hash see the database as this transaction does, which lasts until the end of the script.
coproc holder { exec "${programs[@]}" psql --no-psqlrc --quiet --tuples-only --no-align "$DATABASE_URL"; }
echo 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT pg_export_snapshot();' >&"${holder[1]}"
read -r snapshot <&"${holder[0]}"

"${ledger[@]}" hash --snapshot "$snapshot" >"$file.ledger"
"${programs[@]}" pg_dump --format=custom --snapshot="$snapshot" "$DATABASE_URL" >"$file.part"
mv "$file.part" "$file"

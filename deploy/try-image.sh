#!/usr/bin/env bash
# Builds the Dockerfile and runs the services of compose.yaml where no Docker daemon can run: with buildah, and with the
# PostgreSQL, Redis and nginx of this machine. Then it signs up in a browser, creates a key and calls the API through nginx.
# As root on Debian:
#
#   apt-get install --no-install-recommends buildah debootstrap postgresql redis-server nginx
#   deploy/try-image.sh
#
# Each container has the image as its read-only root, an unprivileged user without capabilities, and the settings of
# compose.yaml. They share the network of this machine, so each has a port of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH=$PATH:/usr/sbin STORAGE_DRIVER=${STORAGE_DRIVER:-vfs}
base=$(sed -n 's/^FROM \(node:[^ ]*\)$/docker.io\/library\/\1/p' Dockerfile)
image=localhost/keydesk:try
folder=$(mktemp -d /tmp/keydesk-image-XXXXXX)
chmod 755 "$folder"
# Ports of this run: PostgreSQL, Redis, nginx, two gateways, the portal.
ports=(42132 42179 42180 42101 42102 42103)
say() { echo "› $*"; }

stop() {
  local pid
  for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  wait || true
  [ -d "$folder/postgres" ] && runuser -u postgres -- "$postgres/pg_ctl" stop -s -m immediate -D "$folder/postgres"
  [ -n "${container:-}" ] && buildah rm "$container" >/dev/null
  rm -rf "$folder"
}
pids=()
trap stop EXIT

# Without a registry, the base image is Debian with the Node and npm that this project uses.
make_base() {
  say "Making $base from Debian's packages …"
  local made
  debootstrap --variant=minbase --include=ca-certificates trixie "$folder/debian" >"$folder/debootstrap.log"
  cp node_modules/node/bin/node "$folder/debian/usr/local/bin/node"
  npm install --silent --no-audit --no-fund --prefix "$folder/npm" npm@11
  cp -a "$folder/npm/node_modules" "$folder/debian/usr/local/lib/"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$folder/debian/usr/local/bin/npm"
  chroot "$folder/debian" groupadd --gid 1000 node
  chroot "$folder/debian" useradd --uid 1000 --gid node --create-home node
  made=$(buildah from --isolation chroot scratch)
  buildah add --quiet "$made" "$folder/debian" / >/dev/null
  buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    ${NODE_EXTRA_CA_CERTS:+--env NODE_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"} "$made"
  buildah commit --quiet --rm "$made" "$base" >/dev/null
  rm -rf "$folder/debian" "$folder/npm"
}

# The settings of a service in compose.yaml, as lines for env(1).
settings() {
  node --input-type=module - "$1" <<'JS'
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
const { services } = parse(readFileSync('compose.yaml', 'utf8'), { merge: true });
for (const [name, value] of Object.entries(services[process.argv[2]].environment))
  console.log(`${name}=${String(value).replace(/\$\{\w+:-([^}]*)\}/g, '$1')}`);
JS
}

# run <service> <port> <command…>: a container with the settings of a service, in the foreground.
run() {
  local service=$1 port=$2 place="$folder/$1-$2"
  shift 2
  mkdir -p "$place" "$folder/data"
  chown 1000:1000 "$folder/data"
  mapfile -t variables < <(settings "$service")
  # shellcheck disable=SC2016
  exec unshare --mount sh -c '
    set -e
    mount --bind "$1" "$2"
    mount -o remount,bind,ro "$2"
    mount -t tmpfs tmpfs "$2/tmp"
    mount -t tmpfs tmpfs "$2/run"
    mount -t proc proc "$2/proc"
    mount --bind /dev "$2/dev"
    mkdir "$2/run/secrets"
    mount --bind "$3/secrets" "$2/run/secrets"
    mount --bind "$3/hosts" "$2/etc/hosts"
    mount --bind "$3/data" "$2/data"
    root=$2
    shift 3
    exec chroot --userspec=1000:1000 --groups= "$root" env --chdir=/app "$@"' \
    sh "$mount" "$place" "$folder" --ignore-environment "${image_settings[@]}" "${variables[@]}" \
    "REDIS_URL=redis://redis:${ports[1]}" "APP_URL=http://localhost:${ports[2]}" "PORT=$port" "$@"
}

until_healthy() {
  local n
  for n in $(seq 120); do
    curl --silent --fail --output /dev/null "http://127.0.0.1:$1/readyz" && return
    sleep 0.5
  done
  say "Port $1 is not ready."
  return 1
}

buildah inspect --type image "$base" >/dev/null 2>&1 || make_base
say 'Building the image …'
buildah build --layers --isolation chroot --pull-never --format docker --network host \
  --volume /etc/ssl/certs:/etc/ssl/certs:ro --tag "$image" . >"$folder/build.log" 2>&1 || { tail -20 "$folder/build.log"; exit 1; }
container=$(buildah from --pull-never "$image" 2>/dev/null)
mount=$(buildah mount "$container")
say "The image has $(du -sm "$mount/app" | cut -f1) MB of its own."
[ ! -e "$mount/app/.env" ] && [ ! -e "$mount/app/node_modules/typescript" ] && [ ! -e "$mount/app/lib" ]
mapfile -t image_settings < <(buildah inspect --type image --format '{{range .OCIv1.Config.Env}}{{println .}}{{end}}' "$image" | grep =)
mapfile -t command < <(buildah inspect --type image --format '{{range .OCIv1.Config.Cmd}}{{println .}}{{end}}' "$image" | grep .)

say 'Starting PostgreSQL, Redis and the services …'
postgres=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
install --directory --owner=postgres "$folder/postgres"
runuser -u postgres -- "$postgres/initdb" -D "$folder/postgres" -U keydesk --auth=trust >/dev/null
runuser -u postgres -- "$postgres/pg_ctl" start -s -w -D "$folder/postgres" -l "$folder/postgres/log" \
  -o "-c port=${ports[0]} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200"
psql --quiet "postgresql://keydesk@127.0.0.1:${ports[0]}/postgres" --command 'CREATE DATABASE keydesk'
redis-server --port "${ports[1]}" --save '' --appendonly no >/dev/null &
pids+=($!)
mkdir "$folder/secrets"
echo "postgresql://keydesk@postgres:${ports[0]}/keydesk" >"$folder/secrets/database_url"
head -c 36 /dev/urandom | base64 >"$folder/secrets/app_secret"
echo '127.0.0.1 localhost postgres redis' >"$folder/hosts"

(run migrate 0 node build/cli/migrate.js)
for part in "gateway ${ports[3]}" "gateway ${ports[4]}" "portal ${ports[5]}"; do
  # shellcheck disable=SC2086
  (run $part "${command[@]}") >"$folder/${part/ /-}.log" 2>&1 &
  pids+=($!)
done
for port in "${ports[@]:3}"; do until_healthy "$port" || { cat "$folder"/*.log; exit 1; }; done

sed -e "s/listen 80;/listen ${ports[2]};/" -e "s/server portal:3000/server 127.0.0.1:${ports[5]}/" \
  -e "s/server gateway:3000\(.*\)/server 127.0.0.1:${ports[3]}\1 server 127.0.0.1:${ports[4]}\1/" \
  -e "s|/var/log/nginx|$folder|" deploy/nginx.conf >"$folder/keydesk.conf"
echo "daemon off; pid $folder/nginx.pid; events {} http { include $folder/keydesk.conf; }" >"$folder/nginx.conf"
nginx -c "$folder/nginx.conf" &
pids+=($!)
until_healthy "${ports[2]}"

say 'Checking …'
(run gateway 0 node build/cli/ledger.js hash)
(run gateway 0 sh -c '! touch /app/file 2>/dev/null && [ "$(id -u)" = 1000 ]')
health=$(node --input-type=module -e "
  import { DockerfileParser } from 'dockerfile-ast';
  import { readFileSync } from 'node:fs';
  const [check] = DockerfileParser.parse(readFileSync('Dockerfile', 'utf8')).getHEALTHCHECKs();
  process.stdout.write(JSON.parse(check.getRawArgumentsContent().replace(/^[^[]*/, ''))[2]);")
(run gateway "${ports[3]}" node -e "$health")
if (run gateway 1 node -e "$health" 2>/dev/null); then say 'The health check passes without a server.'; exit 1; fi
BASE_URL=http://localhost:${ports[2]} npm run --silent e2e -- smoke --reporter=line --output="$folder/e2e"

say 'Stopping …'
for index in 1 2 3; do
  kill -TERM "${pids[$index]}"
  wait "${pids[$index]}" || { say 'A service did not stop cleanly.'; cat "$folder"/*.log; exit 1; }
done
grep -hE '"level":(50|60)' "$folder"/*.log && { say 'A service logged an error.'; exit 1; }
say "The image works."

#!/usr/bin/env bash
# Builds the Dockerfile without Docker and runs it, on Debian as root: npm run image:check. The base image is a stand-in with this
# machine's Node, because none can be pulled; what is checked is everything that the Dockerfile itself says. Takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
{ command -v buildah && command -v mmdebstrap; } >/dev/null || apt-get install -y --no-install-recommends buildah mmdebstrap >/dev/null
work=$(mktemp -d)
export STORAGE_DRIVER=vfs
store=(--root "$work/storage" --runroot "$work/run")
cleanup() { [ -z "${served:-}" ] || { kill -- "-$served" && wait "$served"; } 2>/dev/null || true; buildah "${store[@]}" rm -a >/dev/null 2>&1 || true; umount "$work/storage/overlay" 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT

base=localhost/node-stand-in
mmdebstrap --quiet --variant=minbase --include=ca-certificates bookworm "$work/base.tar"
container=$(buildah "${store[@]}" from scratch)
buildah "${store[@]}" add --quiet "$container" "$work/base.tar" / >/dev/null
node=$(dirname "$(dirname "$(readlink -f "$(command -v node)")")")
buildah "${store[@]}" copy --quiet "$container" "$node/bin/node" /usr/local/bin/node >/dev/null
buildah "${store[@]}" copy --quiet "$container" "$node/lib/node_modules/npm" /usr/local/lib/node_modules/npm >/dev/null
# The certificates that this machine trusts, for a registry behind a proxy.
buildah "${store[@]}" copy --quiet "$container" /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ >/dev/null
buildah "${store[@]}" config --env NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt "$container"
buildah "${store[@]}" run --isolation chroot "$container" -- ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
buildah "${store[@]}" commit --quiet "$container" "$base" >/dev/null

buildah "${store[@]}" build --isolation chroot --format docker --pull-never --build-arg "NODE=$base" --tag leadvibe-admin . >&2
buildah "${store[@]}" inspect --type image leadvibe-admin | grep -q healthz || { echo "the image has no health check"; exit 1; }
image=$(buildah "${store[@]}" from --pull-never leadvibe-admin)
inside() { buildah "${store[@]}" run --isolation chroot "$image" -- "$@"; }
[ "$(inside id -u)" = 10001 ]
inside test -s /app/sbom.cdx.json
if inside sh -c 'touch /app/written 2>/dev/null'; then echo "/app can be written"; exit 1; fi

# Root is not the only one who may not write: with the database in /data, nothing else is written to.
set -m # a process group of its own, which is ended as a whole
inside sh -c 'PORT=3999 HOST=127.0.0.1 exec node server/run.mjs start' >"$work/log" 2>&1 &
served=$!
for _ in $(seq 120); do
  if [ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:3999/readyz || true)" = 200 ]; then
    curl -sf http://127.0.0.1:3999/sign-in >/dev/null && echo "The image ($(buildah "${store[@]}" images --format '{{.Size}}' leadvibe-admin)) builds, runs as 10001, and serves." && exit 0
  fi
  sleep 1
done
cat "$work/log"
exit 1

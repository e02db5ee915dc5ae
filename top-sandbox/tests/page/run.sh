#!/bin/sh
# Looks at the sandbox's page in a headless Chromium.
# Usage: run.sh [top-sandbox binary]     SHOTS=FOLDER keeps screenshots.
# Without a Chromium, node and npm it is skipped; where CI is true it fails then.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
    echo "skipped: the page in a browser, as $1"
    [ "${CI:-}" != true ] || exit 1
    exit 0
}

browser() {
    for name in ${CHROMIUM:-chromium chromium-browser google-chrome}; do
        command -v "$name" && return
    done
}

chromium=$(browser || :)
if [ -z "$chromium" ] && [ "${CI:-}" = true ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq chromium || skip "chromium cannot be installed"
    chromium=$(browser || :)
fi
[ -n "$chromium" ] || skip "there is no chromium"
command -v node >/dev/null && command -v npm >/dev/null || skip "there is no node or npm"

cp "$here"/*.mjs "$here"/package.json "$here"/package-lock.json "$here"/.npmrc "$work"
(cd "$work" && npm ci --ignore-scripts --silent) || skip "playwright-core cannot be installed"

binary=${1:-}
if [ -z "$binary" ]; then
    root=$(cd "$here/../../.." && pwd)
    cargo build --locked --quiet --manifest-path "$root/Cargo.toml" -p top-sandbox
    binary=${CARGO_TARGET_DIR:-$root/target}/debug/top-sandbox
fi
SAMPLES=$here/../../assets/samples.json node "$work/main.mjs" "$binary" "$chromium"

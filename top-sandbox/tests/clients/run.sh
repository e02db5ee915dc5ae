#!/bin/sh
# Makes the pages' sample calls by clients from npm and PyPI, unchanged, against the gateway.
# Usage: run.sh [top-sandbox binary]     Needs node and npm, or python3; skips what is missing.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
gateway=
trap '[ -z "$gateway" ] || kill "$gateway" 2>/dev/null || :; rm -rf "$work"' EXIT

binary=${1:-}
if [ -z "$binary" ]; then
    root=$(cd "$here/../../.." && pwd)
    cargo build --locked --quiet --manifest-path "$root/Cargo.toml" -p top-sandbox
    binary=${CARGO_TARGET_DIR:-$root/target}/debug/top-sandbox
fi

key=12345678 secret=helloworld session=a-session
mkfifo "$work/port"
"$binary" --port 0 --app-key $key --app-secret $secret --session $session >"$work/port" &
gateway=$!
exec 3<"$work/port"
read -r port <&3

# The clients from npm and taobaopyx stamp calls with the local time, and the platform's is Chinese.
export TZ=Asia/Shanghai

if command -v node >/dev/null && command -v npm >/dev/null; then
    if npm install --prefix "$work/node" --no-audit --no-fund --ignore-scripts --silent \
        ali-topsdk@2.0.5 taobao-sdk@2.0.5 node-taobao-topclient@0.1.7; then
        NODE_PATH=$work/node/node_modules node "$here/node.js" \
            "http://127.0.0.1:$port/router/rest" $key $secret $session
    else
        echo "skipped: the clients from npm, as they cannot be installed"
    fi
else
    echo "skipped: the clients from npm, as there is no node or npm"
fi

if command -v python3 >/dev/null && python3 -m venv "$work/python" 2>/dev/null; then
    if "$work/python/bin/pip" install --quiet --disable-pip-version-check \
        topsdk==20.4.21.40 taobaopyx==0.1.1; then
        "$work/python/bin/python" -W ignore "$here/python.py" \
            127.0.0.1 "$port" $key $secret $session
    else
        echo "skipped: the clients from PyPI, as they cannot be installed"
    fi
else
    echo "skipped: the clients from PyPI, as there is no python3 with venv"
fi

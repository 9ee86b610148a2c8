#!/bin/sh
# Renews the locked requirements from pyproject.toml. Needs uv on the PATH.
# The files carry hashes and no addresses, so that every machine uses its own index.
set -eu
cd "$(dirname "$0")/.."
lock() {
    out=$1
    shift
    uv pip compile pyproject.toml "$@" --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file "requirements/$out.txt"
}
lock run
lock dev --extra dev
lock build --extra build

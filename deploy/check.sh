#!/bin/sh
# Checks all that is shipped and no Python: Dockerfile, compose file, unit, YAML. Says what it ran and what it could
# not run; fails on any finding. `make lint` calls it with the tools of .venv first on the PATH.
set -u
cd "$(dirname "$0")/.."
findings=0

# check TOOL WORDS COMMAND...: run a command and say how it went; a tool that is missing is named.
check() {
    tool=$1
    words=$2
    shift 2
    if ! command -v "$tool" >/dev/null 2>&1; then
        echo "not checked  $words ($tool is not installed)"
    elif said=$("$@" 2>&1); then
        echo "ok           $words"
    else
        echo "FINDINGS     $words"
        echo "$said"
        findings=1
    fi
}

check hadolint "deploy/Dockerfile (hadolint)" hadolint --failure-threshold style deploy/Dockerfile
check check-jsonschema "deploy/compose.yaml (compose schema)" \
    check-jsonschema --builtin-schema vendor.compose-spec deploy/compose.yaml
check yamllint "deploy/, rules/, .yamllint.yaml (yamllint)" yamllint --strict deploy rules .yamllint.yaml

# The program itself is not installed here, so another one stands in for it.
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
sed 's|^ExecStart=/opt/spotter/bin/spotter |ExecStart=/bin/true |' deploy/spotter.service >"$scratch/spotter.service"
check systemd-analyze "deploy/spotter.service (systemd-analyze verify)" \
    systemd-analyze verify --man=no --recursive-errors=no "$scratch/spotter.service"
check systemd-analyze "deploy/spotter.service (systemd-analyze security: exposure below 1.5 of 10)" \
    systemd-analyze security --offline=true --no-pager --threshold=15 "$scratch/spotter.service"

exit "$findings"

# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Sourced by the checks beside it.

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
PATH=$scratch/bin:$PATH
checked=0
failed=0

# stand_in PROGRAM: plays it from now on, as the script on standard input says.
stand_in() {
    { echo '#!/usr/bin/env bash'; cat; } >"$scratch/bin/$1"
    chmod +x "$scratch/bin/$1"
}

# expect NAME STATUS PATTERN COMMAND...: what COMMAND ends with, and says on either stream.
expect() {
    local name=$1 wanted=$2 pattern=$3 said status=0
    shift 3
    said=$("$@" 2>&1 </dev/null) || status=$?
    checked=$((checked + 1))
    ((status != wanted)) || [[ ! $said =~ $pattern ]] || return 0
    failed=$((failed + 1))
    printf '%s: it ended with %s, not with %s and "%s":\n%s\n' \
        "$name" "$status" "$wanted" "$pattern" "$said"
}

report() {
    printf '%s of %s failed\n' "$failed" "$checked"
    ((checked > 0 && failed == 0))
}

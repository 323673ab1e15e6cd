#!/usr/bin/env bash
# The check step of action.yml. Inputs come in as INPUT_ variables, so that nothing a pull request
# says is ever read as shell. Writes pincite.sarif, pincite.md and the exit code; annotations go to
# the log. It never fails by itself: the action's last step does, after the reports were uploaded.
set -uo pipefail
arguments=(--quiet --fail-on "${INPUT_FAIL_ON:-error}")
[ -n "${INPUT_BASELINE:-}" ] && arguments+=(--baseline "$INPUT_BASELINE")
[ -n "${INPUT_CHANGED_SINCE:-}" ] && arguments+=(--changed-since "$INPUT_CHANGED_SINCE")
# Words are split on purpose; globs are left to pincite.
set -f
# shellcheck disable=SC2206
arguments+=(${INPUT_ARGUMENTS:-})
# shellcheck disable=SC2206
paths=(${INPUT_PATHS:-.})
set +f
pincite check "${arguments[@]}" --format github -- "${paths[@]}"
code=$?
if [ "$code" -ne 2 ]; then
    pincite report --fail-on never --output pincite.sarif --format sarif || code=3
    pincite report --fail-on never --output pincite.md --format markdown || code=3
    if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then cat pincite.md >>"$GITHUB_STEP_SUMMARY"; fi
fi
echo "exit-code=$code" >>"${GITHUB_OUTPUT:-/dev/stdout}"

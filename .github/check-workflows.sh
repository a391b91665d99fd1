#!/usr/bin/env bash
# Checks the workflows with actionlint and zizmor, installing them from the Go module proxy and PyPI if they are absent.
# What cannot be installed is said to be skipped; with --required it is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

actionlint_version=v1.7.12
zizmor_version=1.32.0
tools=$PWD/node_modules/.cache/workflow-tools
PATH=$tools/bin:$PATH
status=0

skipped() {
  echo "$1: SKIPPED, nothing was checked ($2)" >&2
  if [[ ${required:-} ]]; then status=1; fi
}
if [[ ${1:-} == --required ]]; then required=1; fi
mkdir -p "$tools"

if ! command -v actionlint > /dev/null && command -v go > /dev/null; then
  GOBIN=$tools/bin go install "github.com/rhysd/actionlint/cmd/actionlint@$actionlint_version" || true
fi
if command -v actionlint > /dev/null; then
  actionlint && echo "actionlint: no finding" || status=1
else
  skipped actionlint "it is not installed, and could not be: that takes Go"
fi

if ! command -v zizmor > /dev/null && command -v python3 > /dev/null; then
  python3 -m venv "$tools" && "$tools/bin/pip" install --quiet "zizmor==$zizmor_version" || true
fi
if command -v zizmor > /dev/null; then
  zizmor --offline --persona=pedantic .github || status=1
else
  skipped zizmor "it is not installed, and could not be: that takes Python"
fi
exit "$status"

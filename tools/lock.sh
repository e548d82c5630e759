#!/bin/sh
# Writes the lock files anew: requirements with hashes and without download addresses.
# Needs uv (pip install uv). Run it after a change of the dependencies in pyproject.toml.
set -eu
cd "$(dirname "$0")/.."
compile() {
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-header --no-annotate "$@"
}
compile pyproject.toml --group build --output-file requirements/run.txt
compile pyproject.toml --group build --group dev --constraint requirements/run.txt --output-file requirements/dev.txt
# pref-voting asks for these two under the GPL, for generating and reading profiles; what we call does without them.
compile --group pyproject.toml:oracles --no-emit-package preflibtools --no-emit-package prefsampling \
    --output-file requirements/oracles.txt

#!/bin/sh
# install.sh REQUIREMENTS: make .venv with those packages, unless it has them already. Says one plain line for any failure.
set -u
wanted=$1
python=.venv/bin/python

fail() {
    printf '\n%s\n' "$1" >&2
    exit 1
}

find_python() {
    for candidate in python3.11 python3.12 python3.13 python3.14 python3; do
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && return
    done
    found=$(python3 --version 2>&1) || found='none'
    fail "Python 3.11 or newer is needed (found: $found): install it, then try again."
}

room_left() {  # in KB, on the disk that holds this folder
    df -Pk . | tail -n 1 | { read -r _ _ _ free _ && echo "$free"; }
}

explain() {
    [ "$(room_left)" -gt 10000 ] || set -- 'No space left on device'
    case $1 in
    *'No space left on device'*) fail "The disk is full: free about 1 GB on the disk that holds $PWD, then try again." ;;
    *'ensurepip is not available'*) fail "Python's venv module is missing: install it (Debian, Ubuntu: apt install python3-venv), then try again." ;;
    *'Permission denied'*) fail "This account may not write to $PWD: give it the right to, then try again." ;;
    *'No matching distribution'* | *'Temporary failure'* | *'Connection'* | *'ProxyError'*)
        fail "Some Python packages could not be fetched: check the connection to PyPI (or PIP_INDEX_URL), then try again." ;;
    *'THESE PACKAGES DO NOT MATCH THE HASHES'*)
        fail "A Python package is not the one that $wanted expects: check where pip gets packages from, then try again." ;;
    *) fail "The Python packages could not be installed: $(printf '%s' "$1" | grep -v '^$' | grep -iv notice | tail -n 1)" ;;
    esac
}

if "$python" -c '' 2>/dev/null && cmp -s "$wanted" ".venv/$wanted"; then
    echo 'ready'
    exit 0
fi

if ! "$python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    find_python
    rm -rf .venv
    said=$("$candidate" -m venv .venv 2>&1) || explain "$said"
fi
printf 'installing %s packages, a minute or two ... ' "$(grep -c '^[a-z].*==' "$wanted")"
said=$("$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$wanted" 2>&1) || explain "$said"

# The developers' file holds everything that the other one does.
for holds in requirements.txt "$wanted"; do
    said=$(cp "$holds" ".venv/$holds" 2>&1) || explain "$said"
done
echo 'ready'

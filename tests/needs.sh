#!/bin/sh
# Installs what the tests need beside Python packages: a real Chromium, and fonts for the map's labels.
set -eu
command -v chromium >/dev/null 2>&1 && [ -d /usr/share/fonts/truetype/dejavu ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need Chromium and the DejaVu fonts on this machine; install them and run again." >&2
    exit 3
fi
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null

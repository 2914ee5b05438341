#!/bin/sh
# Check Pango and the fonts of papers: system.sh PYTHON PACKAGE... As root they are installed,
# otherwise the one line to run is printed.
set -eu
python=$1
shift
ready() {
    "$python" -c 'import weasyprint' 2>/dev/null &&
        find /usr/share/fonts /usr/local/share/fonts "${HOME:-}/.fonts" -iname 'LiberationSerif-Regular*' 2>/dev/null | grep -q .
}
ready && exit 0
if [ "$(id -u)" = 0 ]; then
    echo "Installing Pango and fonts..."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    ready && exit 0
fi
echo "Не хватает Pango или шрифтов. Выполните: sudo apt-get install -y $*" >&2
exit 1

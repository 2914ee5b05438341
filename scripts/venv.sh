#!/bin/sh
# Make the virtual environment: venv.sh FOLDER. Needs python3 >= 3.11; says in one line what is missing.
set -eu
python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "Нужен Python 3.11 или новее, а здесь $("$python" --version 2>&1). Укажите другой: make demo PYTHON=python3.11" >&2
    exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    package=python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
    if [ "$(id -u)" = 0 ]; then
        apt-get update -qq && apt-get install -y -qq --no-install-recommends "$package" >/dev/null
    else
        echo "Выполните: sudo apt-get install -y $package" >&2
        exit 1
    fi
fi
"$python" -m venv "$1"

# Sourced by every script of this folder: the work folder, plain failures, and services that end by pid.
set -euo pipefail
shopt -s inherit_errexit

CI_HOME=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(dirname "$CI_HOME")
WORK=${SLIPWAY_CI_DIR:-/tmp/slipway-ci}
mkdir -p "$WORK"/{bin,cache,log,service}
export PATH="$WORK/bin:$PATH:/usr/local/sbin:/usr/sbin:/sbin"

say() { echo "${0##*/}: $*" >&2; } # standard output is for what a caller reads
fail() { echo "${0##*/}: $*" >&2; exit 1; }

# The first JDK 25 to be found, for the scripts that run Java.
use_jdk25() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    if [[ $("$home/bin/javac" -version 2>&1) == 'javac 25'* ]]; then
      export JAVA_HOME=$home PATH="$home/bin:$PATH"
      return
    fi
  done
  fail "no JDK 25 in JAVA_HOME or /usr/lib/jvm"
}

# For what is written for Python 3.13, such as LocalStack 4.14.0, whose code does not parse on 3.11.
python313() {
  local python
  for python in "$(command -v python3.13)" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13.*/bin/python3; do
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null && echo "$python" && return
  done
  fail "needs Python 3.13, as python3.13 on PATH or from pyenv"
}

python_venv() { # FOLDER PYTHON REQUIREMENTS [OPTION...]: a virtual environment with just these packages, made anew when they change
  cmp -s "$3" "$1/requirements.txt" && return
  say "installs $(basename "$3") from PyPI"
  rm -rf "$1"
  "$2" -m venv "$1"
  "$1/bin/pip" install -q --disable-pip-version-check "${@:4}" -r "$3" >"$WORK/log/pip.log" 2>&1 ||
    { tail "$WORK/log/pip.log" >&2; fail "pip install failed"; }
  cp "$3" "$1/requirements.txt"
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

wait_until() { # SECONDS COMMAND...: runs the command until it succeeds
  local end=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || return 1
    sleep 0.2
  done
}

# A service is a process with a log, and a file that holds its pid and start time, so that a pid used again is never ended.
start_time() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

service_pid() { # NAME: prints the pid if that very process still runs
  local pid started
  read -r pid started 2>/dev/null <"$WORK/service/$1" || return 1
  [[ $(start_time "$pid") == "$started" ]] && echo "$pid"
}

service_start() { # NAME COMMAND...
  local name=$1 pid
  shift
  setsid "$@" >"$WORK/log/$name.log" 2>&1 </dev/null &
  pid=$!
  echo "$pid $(start_time "$pid")" >"$WORK/service/$name"
}

service_ready() { # NAME SECONDS COMMAND...: waits until the command succeeds, or says what the log says
  local name=$1 seconds=$2 end=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ! service_pid "$name" >/dev/null || ((SECONDS >= end)); then
      tail -n 20 "$WORK/log/$name.log" >&2
      service_stop "$name"
      fail "$name is not ready after at most $seconds s; its log is $WORK/log/$name.log"
    fi
    sleep 0.2
  done
}

service_stop() { # NAME
  local pid
  if pid=$(service_pid "$1"); then
    kill "$pid"
    wait_until 20 eval "! service_pid $1" || kill -9 "$pid"
  fi
  rm -f "$WORK/service/$1"
}

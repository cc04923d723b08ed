# The registries that are pushed to: Slipway, with its memory watched, and Debian's docker-registry.

serve() { # ARGUMENT...: starts Slipway on an empty folder
  end_registries
  rm -rf "$DATA"
  serve_again "$(free_port)" "$@"
}

serve_again() { # PORT ARGUMENT...: on the folder that is there
  REGISTRY=127.0.0.1:$1
  SLIPWAY_JAVA_OPTS="-Xmx256m -XX:+UseSerialGC -Xlog:gc:file=$SCRATCH/gc.log" \
    service_start slipway "$ROOT/slipway" serve --port "$1" --data "$DATA" --anonymous --access-log "${@:2}"
  service_ready slipway 120 curl -fsS "http://$REGISTRY/v2/"
  regctl registry set --skip-check --tls disabled "$REGISTRY"
}

serve_peer() {
  end_registries
  local port
  port=$(free_port)
  REGISTRY=127.0.0.1:$port
  rm -rf "$SCRATCH/peer"
  mkdir -p "$SCRATCH/peer"
  cat >"$SCRATCH/peer.yml" <<EOF
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: $SCRATCH/peer}, cache: {blobdescriptor: inmemory}}
http: {addr: "$REGISTRY"}
EOF
  service_start peer env -u REGISTRY_AUTH_FILE docker-registry serve "$SCRATCH/peer.yml"
  service_ready peer 20 curl -fsS "http://$REGISTRY/v2/"
}

end_registries() {
  service_stop slipway
  service_stop peer
}

# Memory of Slipway and of what it started, twice a second while a command runs.
watched() { # COMMAND...
  local watcher status=0
  : >"$SCRATCH/resident"
  watch_memory >"$SCRATCH/resident" 2>/dev/null &
  watcher=$!
  "$@" || status=$?
  kill $watcher
  wait $watcher 2>/dev/null || true
  return $status
}

watch_memory() {
  local pid
  pid=$(service_pid slipway)
  while true; do
    for child in "$pid" $(pgrep -P "$pid"); do sed -n 's/^VmRSS: *//p' "/proc/$child/status"; done |
      awk '{ sum += $1 } END { print int(sum / 1024) }'
    sleep 0.5
  done
}

memory() { # what was seen, in MiB
  local heap
  heap=$(grep -oE '[0-9]+M->[0-9]+M' "$SCRATCH/gc.log" | tr -c '0-9\n' ' ' | awk '{ if ($1 > b) b = $1; if ($2 > a) a = $2 } END { print b " before, " a " after a collection" }')
  awk -v heap="$heap" '{ seen[NR] = $1; if ($1 > most) most = $1 }
    END { printf "resident %d MiB at a tenth, %d at the end, %d at most; heap %s\n", seen[int(NR / 10) + 1], seen[NR], most, heap }' "$SCRATCH/resident"
}

stored() { find "$DATA/objects" -type f; }

# What is left when everybody has given up: a sweep eight days from now, and another a day after that.
sweep_next_week() {
  local days
  for days in 8 9; do
    FAKETIME_DONT_FAKE_MONOTONIC=1 faketime -f "+${days}d" "$ROOT/slipway" sweep --data "$DATA"
  done
}

leftovers() { # EXPECTED: how many objects there may be; parts and drafts none
  end_registries
  sweep_next_week
  stored | wc -l >"$SCRATCH/left"
  find "$DATA"/{drafts,uploads} -type f 2>/dev/null >>"$SCRATCH/left" || true
  cat "$SCRATCH/left"
  [[ $(<"$SCRATCH/left") == "$1" ]]
}

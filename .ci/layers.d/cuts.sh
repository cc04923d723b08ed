# Downloads whose connection breaks in the middle, and such as come in pieces.

# These, of the versions that are installed, fail and begin anew when they are started again; the others go on by
# themselves with a Range.
STARTERS=' podman buildah skopeo crane oras '

cuts() {
  local layout=$SCRATCH/middle config client size=$((MIDDLE / 4))
  config=$("$CI_HOME/make-image" "$layout" v1 amd64 $size)
  serve
  send_skopeo "$layout" "$REGISTRY/cuts/image:v1"
  for client in "${CLIENTS[@]}"; do
    check "$client, $size MiB, cut in the middle" pulls_cut "$client" "$config" $((size * 1048576 / 2))
  done
  check "curl, eight ranges at once" ranges_at_once "$layout"
  check "curl, cut and gone on with" goes_on_by_curl "$layout" $((size * 1048576 / 3))
  rm -rf "$layout"
  end_registries
}

cutting() { # BYTES: starts a proxy and prints where
  local port
  port=$(free_port)
  service_stop proxy
  service_start proxy python3 "$CI_HOME/cutting-proxy" "$port" "${REGISTRY#*:}" "$1"
  service_ready proxy 10 curl -fsS "http://127.0.0.1:$port/v2/"
  echo "127.0.0.1:$port"
}

pulls_cut() { # CLIENT CONFIG-DIGEST BYTES
  local proxy ranges wanted got
  proxy=$(cutting "$3")
  regctl registry set --skip-check --tls disabled "$proxy"
  ranges=$(answered_ranges)
  wanted="$(registry_digest "$REGISTRY/cuts/image:v1") $2"
  set +e
  got=$(set -e; "pull_$1" "$proxy/cuts/image:v1" "$SCRATCH/pulled")
  set -e
  [[ $got == "$wanted" ]] || got=$(starts_again "$1" "$proxy")
  rm -rf "$SCRATCH/pulled"
  echo "wanted $wanted, got $got"
  grep cut "$WORK/log/proxy.log"
  [[ $got == "$wanted" ]]
  ranges=$(($(answered_ranges) - ranges))
  if [[ $STARTERS == *" $1 "* ]]; then echo "started again" >&3; else echo "went on by itself, $ranges ranges" >&3; fi
  [[ $STARTERS == *" $1 "* ]] || ((ranges > 0))
  service_stop proxy
}

starts_again() { # CLIENT PROXY
  [[ $STARTERS == *" $1 "* ]]
  rm -rf "$SCRATCH/pulled"
  "pull_$1" "$2/cuts/image:v1" "$SCRATCH/pulled"
}

answered_ranges() { grep -cE ' GET /download/[^ ]* 206 ' "$LOG" || true; }

blob_url() { # LAYOUT
  local digest
  digest=$(basename "$(layer_of "$1")")
  echo "http://$REGISTRY/v2/cuts/image/blobs/sha256:$digest"
}

ranges_at_once() { # LAYOUT
  local size piece number
  size=$(stat -c %s "$(layer_of "$1")")
  piece=$((size / 8 + 1))
  for number in {0..7}; do
    curl -fsSL -r "$((number * piece))-$((number * piece + piece - 1))" -o "$SCRATCH/piece.$number" "$(blob_url "$1")" &
  done
  wait
  cat "$SCRATCH"/piece.{0..7} | cmp - "$(layer_of "$1")"
  rm -f "$SCRATCH"/piece.*
}

goes_on_by_curl() { # LAYOUT BYTES
  local proxy url status
  proxy=$(cutting "$2")
  url=$(blob_url "$1")
  url=${url/"$REGISTRY"/$proxy}
  rm -f "$SCRATCH/file"
  if curl -sSL -o "$SCRATCH/file" "$url"; then echo "it was not cut"; return 1; fi
  curl -fsSL -C - -o "$SCRATCH/file" "$url"
  cmp "$SCRATCH/file" "$(layer_of "$1")"
  rm -f "$SCRATCH/file"
  service_stop proxy
}

# What each client meets on AWS: where there is a relay, and where there is none.

PATCHERS=' docker podman buildah skopeo crane jib '
NO_RELAY='this registry has no relay and takes a layer over 4 MiB in one PUT only'

strict() {
  local client
  serve --strict-aws
  for client in "${CLIENTS[@]}" jib; do
    on_strict "$client" "$client, $MIDDLE MiB as on AWS" goes_through
  done
  serve --strict-aws --no-relay
  for client in "${CLIENTS[@]}" jib; do
    if [[ $PATCHERS == *" $client "* ]]; then
      on_strict "$client" "$client, the same without a relay" fails_at_once
    else
      on_strict "$client" "$client, the same without a relay" goes_through
    fi
  done
  end_registries
}

on_strict() { # CLIENT WHAT COMMAND
  "$CI_HOME/make-image" "$SCRATCH/image" v1 amd64 "$MIDDLE" >/dev/null
  check "$2" "$3" "$1" "$REGISTRY/strict/$1:v1"
  rm -rf "$SCRATCH/image"
}

goes_through() { # CLIENT REFERENCE
  "push_$1" "$SCRATCH/image" "$2"
  registry_digest "$2" >&3
}

# One request with a body and one refusal; for jib two, as it streams the config beside the layer.
fails_at_once() { # CLIENT REFERENCE
  local before tries blobs=1
  [[ $1 != jib ]] || blobs=2
  before=$(refusals)
  refused "$NO_RELAY" "push_$1" "$SCRATCH/image" "$2"
  forget_all
  sleep 1 # a client may end before the registry has written what it answered
  tries=$(($(refusals) - before))
  echo "refused after $tries"
  ((tries == blobs))
}

refusals() { grep -cE ' (PATCH|PUT) /v2/[^ ]* 403 ' "$LOG" || true; }

push_jib() { java -cp "$ROOT/e2e/target/test-classes:$ROOT/e2e/target/classes:$(<"$ROOT/e2e/target/test-class-path.txt")" dev.slipway.e2e.JibPush "$1" "$2"; }

forget_all() {
  docker images -q "127.0.0.1:*/*/*" | sort -u | xargs -r docker rmi -f || true
  ctr images ls -q | grep '^127' | xargs -r ctr images rm --sync || true
  podman rmi -af || true
  buildah rmi -af || true
} >/dev/null 2>&1

# What every run of real clients stands on: a scratch folder that holds all their state, and one line for each check.

CLIENTS=(docker podman buildah skopeo ctr crane oras regctl)

passed=0 failed=0

set_up() { # starts the Docker daemon; the clients find no credentials
  eval "$("$CI_HOME/dockerd" start)"
  tear_down
  mkdir -p "$SCRATCH"/{docker-config,podman,buildah,log}
  export DOCKER_CONFIG=$SCRATCH/docker-config REGCTL_CONFIG=$SCRATCH/regctl.json REGISTRY_AUTH_FILE=$SCRATCH/auth.json
  export CONTAINERD_NAMESPACE=slipway-ci HOME=$SCRATCH
  echo '{}' >"$REGISTRY_AUTH_FILE"
  local tool
  for tool in podman buildah; do
    printf '[storage]\ndriver = "overlay"\ngraphroot = "%s/data"\nrunroot = "%s/run"\n' \
      "$SCRATCH/$tool" "$SCRATCH/$tool" >"$SCRATCH/$tool/storage.conf"
  done
  regctl registry set --skip-check --tls disabled "$REGISTRY"
}

tear_down() {
  local tool mount
  for tool in podman buildah; do
    for mount in "$SCRATCH/$tool/data/overlay" "$SCRATCH/$tool/data"; do
      umount "$mount" 2>/dev/null || true
    done
  done
  rm -rf "$SCRATCH"
}

podman() { CONTAINERS_STORAGE_CONF=$SCRATCH/podman/storage.conf command podman "$@"; }
buildah() { CONTAINERS_STORAGE_CONF=$SCRATCH/buildah/storage.conf command buildah "$@"; }

CREDENTIALS=() # what curl signs in with

registry_digest() { # REFERENCE: the digest that the registry gives for a tag, which must also be that of the body
  local url=http://$REGISTRY/v2/${1#"$REGISTRY"/} accept header body
  url=${url%:*}/manifests/${url##*:}
  accept=$(printf 'Accept: application/vnd.%s, ' oci.image.manifest.v1+json oci.image.index.v1+json \
    docker.distribution.manifest.v2+json docker.distribution.manifest.list.v2+json | sed 's/, Accept: /, /g; s/, $//')
  header=$(curl -fsSI "${CREDENTIALS[@]}" -H "$accept" "$url" | tr -d '\r' | sed -n 's/^docker-content-digest: //Ip')
  body=sha256:$(curl -fsSL "${CREDENTIALS[@]}" -H "$accept" "$url" | sha256sum | cut -d' ' -f1)
  [[ $header == "$body" ]] || { echo "the registry says $header of a manifest that is $body" >&2; return 1; }
  echo "$header"
}

check() { # WHAT COMMAND...: one line for a command, run with its output in a log; what it prints last on fd 3 is shown
  local what=$1 log=$SCRATCH/log/${1//[ \/]/_} shown=$SCRATCH/shown started=$SECONDS status word=ok
  shift
  : >"$shown"
  set +e # as the condition of an if, the command would run on after a failure within it
  (set -e; "$@") >"$log" 2>&1 3>"$shown"
  status=$?
  set -e
  ((status == 0)) || word=FAILED
  printf '%-*s %-6s %3d s  %s\n' "${WIDTH:-31}" "$what" "$word" $((SECONDS - started)) "$(tail -n 1 "$shown")"
  if ((status == 0)); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    tail -n 5 "$log" | sed 's/^/    /'
  fi
}

refused() { # PATTERN COMMAND...: the command must fail, and its output say why
  local said=$SCRATCH/said status
  set +e
  (set -e; "${@:2}") >"$said" 2>&1
  status=$?
  set -e
  cat "$said"
  ((status != 0)) || { echo "this was not refused"; return 1; }
  grep -Eiq "$1" "$said" || { echo "the message does not say $1"; return 1; }
  grep -Eio "($1).*" "$said" | tail -n 1 | cut -c-100 >&3
}

verdict() { # NAME: the last line; succeeds if all checks have passed
  echo "$1: $passed passed, $failed failed"
  ((failed == 0 && passed > 0))
}

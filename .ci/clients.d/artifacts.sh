# Artifacts that are no images, and artifacts attached to an image as its referrers, by the two clients that know them.

artifacts() {
  local image=$REGISTRY/$RUN/artifacts:image copy=$REGISTRY/$RUN/copies tool
  mkdir -p "$SCRATCH/files"
  for tool in oras regctl; do head -c 5000000 /dev/urandom >"$SCRATCH/files/$tool"; done
  "$CI_HOME/make-image" "$SCRATCH/image" v1 amd64 0.01 >"$SCRATCH/log/make-image"
  check "crane pushes an image" push_crane "$SCRATCH/image" "$image"
  rm -rf "$SCRATCH/image"

  check "oras pushes an artifact" oras_puts "${image%:*}:oras"
  check "regctl pushes an artifact" regctl_puts "${image%:*}:regctl"
  check "oras's artifact -> regctl" regctl_gets "${image%:*}:oras" oras
  check "regctl's artifact -> oras" oras_gets "${image%:*}:regctl" regctl

  check "oras attaches to the image" oras_attaches "$image"
  check "regctl attaches to the image" regctl_attaches "$image"
  check "both referrers -> oras" referrers_are both oras_lists "$image"
  check "both referrers -> regctl" referrers_are both regctl_lists "$image"
  check "referrers of a type -> oras" referrers_are regctl oras_lists "$image" application/vnd.slipway.regctl
  check "referrers of a type -> regctl" referrers_are oras regctl_lists "$image" application/vnd.slipway.oras
  check "oras's referrer -> regctl" regctl_gets "${image%:*}@$(referrer oras)" oras
  check "regctl's referrer -> oras" oras_gets "${image%:*}@$(referrer regctl)" regctl
  check "no client fell back to tags" no_fallback_tags "${image%:*}"

  check "oras copies with referrers" oras cp -r --no-tty --from-plain-http --to-plain-http "$image" "$copy:oras"
  check "the copy's referrers -> regctl" referrers_are both regctl_lists "$copy:oras"
  check "regctl copies with referrers" regctl image copy --referrers "$image" "$copy-regctl:v1"
  check "the copy's referrers -> oras" referrers_are both oras_lists "$copy-regctl:v1"
}

oras_puts() {
  (cd "$SCRATCH/files" && oras push --plain-http --no-tty --artifact-type application/vnd.slipway.oras "$1" oras:application/octet-stream)
}
regctl_puts() {
  (cd "$SCRATCH/files" && regctl artifact put --artifact-type application/vnd.slipway.regctl --file regctl --file-title \
    --file-media-type application/octet-stream "$@")
}
oras_gets() { # REFERENCE FILE
  rm -rf "$SCRATCH/got"
  oras pull --plain-http --no-tty -o "$SCRATCH/got" "$1"
  cmp "$SCRATCH/got/$2" "$SCRATCH/files/$2"
}
regctl_gets() { regctl artifact get "$1" | cmp - "$SCRATCH/files/$2"; }

# The digests of what was attached are kept by its maker's name.
oras_attaches() {
  (cd "$SCRATCH/files" && oras attach --plain-http --no-tty --artifact-type application/vnd.slipway.oras \
    --format go-template='{{.digest}}' "$1" oras:application/octet-stream) | tail -n 1 | tee "$SCRATCH/referrer-oras" >&3
}
regctl_attaches() {
  regctl_puts --subject "$1" --format '{{.Manifest.GetDescriptor.Digest}}' | tail -n 1 | tee "$SCRATCH/referrer-regctl" >&3
}
referrer() { cat "$SCRATCH/referrer-$1" 2>/dev/null || echo sha256:none; }

oras_lists() { oras discover --plain-http --format json ${2:+--artifact-type "$2"} "$1" | jq -r '(.referrers // .manifests)[].digest'; }
regctl_lists() { regctl artifact list --format '{{json .Descriptors}}' ${2:+--filter-artifact-type "$2"} "$1" | jq -r '.[].digest'; }

no_fallback_tags() { ! regctl tag ls "$1" | grep '^sha256-'; } # which stand in for the referrers API where there is none

referrers_are() { # both|oras|regctl COMMAND...: the digests that the command prints
  local want=$1 got
  shift
  case $want in
    both) want=$({ referrer oras; echo; referrer regctl; } | sed '/^$/d' | sort) ;;
    *) want=$(referrer "$want") ;;
  esac
  got=$("$@" | sort)
  echo "wanted ${want//$'\n'/ }, got ${got//$'\n'/ }"
  [[ $got == "$want" ]]
}

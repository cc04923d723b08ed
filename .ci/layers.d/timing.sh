# What a client does between two looks at the clock: it has the image already, and unpacks nothing of what it pulls.

load_ctr() { tar -C "$1" -c . | ctr images import --no-unpack --base-name "${2%:*}" -; } # LAYOUT REFERENCE
send_ctr() { ctr images push --plain-http "$2"; }
drop_ctr() { ctr images rm --sync "$1"; }
fetch_ctr() {
  ctr content fetch --plain-http "$1" >"$SCRATCH/fetched"
  ctr images ls "name==$1" | awk 'NR == 2 { print $3 }'
  ctr images rm --sync "$1" >"$SCRATCH/fetched"
}

load_skopeo() { :; }
send_skopeo() { skopeo copy -q --dest-tls-verify=false "oci:$1:v1" "docker://$2"; }
drop_skopeo() { :; }
fetch_skopeo() {
  skopeo copy -q --src-tls-verify=false "docker://$1" "dir:$SCRATCH/fetched"
  echo "sha256:$(sha256sum <"$SCRATCH/fetched/manifest.json" | cut -d' ' -f1)"
}

load_slipway() { :; }
send_slipway() { "$ROOT/slipway" push --quiet "$1" "$2"; }
drop_slipway() { :; }
fetch_slipway() {
  "$ROOT/slipway" pull --quiet "$1" "$SCRATCH/fetched" >&2
  jq -r '.manifests[0].digest' "$SCRATCH/fetched/index.json"
}

now() { date +%s%N; }
rate() { awk -v mib="$1" -v ns="$2" 'BEGIN { printf "%d", mib * 1048576 / ns * 1000 }'; } # MIB NANOSECONDS, in MB/s

pushes_in() { # CLIENT LAYOUT REFERENCE: leaves the nanoseconds in $SCRATCH/sent
  local begin
  "load_$1" "$2" "$3"
  begin=$(now)
  "send_$1" "$2" "$3"
  echo $(($(now) - begin)) >"$SCRATCH/sent"
  "drop_$1" "$3"
}

pulls_in() { # CLIENT REFERENCE: leaves the nanoseconds in $SCRATCH/got, and prints the manifest's digest
  local begin
  rm -rf "$SCRATCH/fetched"
  begin=$(now)
  "fetch_$1" "$2"
  echo $(($(now) - begin)) >"$SCRATCH/got"
  rm -rf "$SCRATCH/fetched"
}

digest_of() { jq -r '.manifests[0].digest' "$1/index.json"; } # LAYOUT
layer_of() { # LAYOUT: the file of its last layer
  local manifest
  manifest=$(digest_of "$1")
  echo "$1/blobs/$(jq -r '.layers[-1].digest' "$1/blobs/${manifest/://}" | tr : /)"
}

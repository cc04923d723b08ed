# One push and one pull for each client. push_CLIENT LAYOUT REFERENCE pushes the image in an OCI layout;
# pull_CLIENT REFERENCE FOLDER [ARCHITECTURE] pulls, prints the digests of the manifest and of the config as that client
# knows them, and deletes what it pulled (a folder is left to the caller). ctr, which keeps no credentials, has those in CTR_USER.

push_docker() {
  skopeo copy -q --dest-daemon-host "$DOCKER_HOST" "oci:$1:v1" "docker-daemon:$2"
  docker push -q "$2"
  docker rmi -f "$2"
}
pull_docker() {
  docker pull -q ${3:+--platform "linux/$3"} "$1" >&2
  docker image inspect -f '{{index .RepoDigests 0}} {{.Id}}' "$1" | sed 's/.*@//'
  docker rmi -f "$1" >&2
}

push_podman() {
  local id
  id=$(podman pull -q "oci:$1:v1")
  podman push -q --tls-verify=false "$id" "$2"
  podman rmi -f "$id"
}
pull_podman() {
  podman pull -q --tls-verify=false ${3:+--arch "$3"} "$1" >&2
  podman image inspect -f '{{.Digest}} sha256:{{.Id}}' "$1"
  podman rmi -f "$1" >&2
}

push_buildah() {
  local id
  id=$(buildah pull -q "oci:$1:v1")
  buildah push -q --tls-verify=false "$id" "docker://$2"
  buildah rmi -f "$id"
}
pull_buildah() {
  buildah pull -q --tls-verify=false ${3:+--arch "$3"} "$1" >&2
  buildah inspect --type image --format '{{.FromImageDigest}} sha256:{{.FromImageID}}' "$1"
  buildah rmi -f "$1" >&2
}

push_skopeo() { skopeo copy -q --dest-tls-verify=false "oci:$1:v1" "docker://$2"; }
pull_skopeo() {
  skopeo ${3:+--override-arch "$3"} copy -q --src-tls-verify=false "docker://$1" "dir:$2" >&2
  (cd "$2" && sha256sum [0-9a-f]* | awk '$1 != $2 { exit 1 }')
  echo "sha256:$(sha256sum <"$2/manifest.json" | cut -d' ' -f1) $(jq -r .config.digest "$2/manifest.json")"
}

push_ctr() {
  tar -C "$1" -c . | ctr images import --no-unpack --base-name "${2%:*}" -
  ctr images push --plain-http ${CTR_USER:+--user "$CTR_USER"} "$2"
  ctr images rm --sync "$2"
}
pull_ctr() {
  local digest manifest
  ctr images pull --plain-http ${CTR_USER:+--user "$CTR_USER"} ${3:+--platform "linux/$3"} "$1" >&2
  digest=$(ctr images ls "name==$1" | awk 'NR == 2 { print $3 }')
  manifest=$digest
  [[ -z ${3:-} ]] || manifest=$(ctr content get "$digest" | jq -r ".manifests[] | select(.platform.architecture == \"$3\").digest")
  echo "$digest $(ctr content get "$manifest" | jq -r .config.digest)"
  ctr images rm --sync "$1" >&2
}

push_crane() { crane push --insecure "$1" "$2"; }
pull_crane() { crane pull --insecure --format oci ${3:+--platform "linux/$3"} "$1" "$2" >&2; in_layout "$2"; }

push_oras() { oras cp --from-oci-layout --to-plain-http --no-tty "$1:v1" "$2"; }
pull_oras() { oras cp --from-plain-http --to-oci-layout --no-tty ${3:+--platform "linux/$3"} "$1" "$2:v1" >&2; in_layout "$2"; }

push_regctl() { regctl image copy "ocidir://$1:v1" "$2"; }
pull_regctl() { regctl image copy ${3:+--platform "linux/$3"} "$1" "ocidir://$2:v1" >&2; in_layout "$2"; }

in_layout() { # FOLDER: the digests of the one image in an OCI layout, whose blobs must be what their names say
  local manifest
  (cd "$1/blobs/sha256" && sha256sum -- * | awk '$1 != $2 { exit 1 }') || { echo "a blob differs from its digest" >&2; return 1; }
  manifest=$(jq -r '.manifests[0].digest' "$1/index.json")
  echo "$manifest $(jq -r .config.digest "$1/blobs/sha256/${manifest#sha256:}")"
}

# Multi-architecture indexes: each client makes one of the same two images, and the next three pull its arm64 image.

index() {
  local repository=$REGISTRY/$RUN/index arch config number client puller
  for arch in amd64 arm64; do
    config=$("$CI_HOME/make-image" "$SCRATCH/$arch" v1 $arch 0.01 1)
    check "crane pushes $arch" push_crane "$SCRATCH/$arch" "$repository:$arch"
  done
  for number in "${!CLIENTS[@]}"; do
    client=${CLIENTS[number]}
    check "$client makes an index" make_and_show "$client" "$repository"
    for puller in 1 2 3; do
      puller=${CLIENTS[(number + puller) % ${#CLIENTS[@]}]}
      check "$client's index -> $puller" pull_arm64 "$puller" "$repository:$client" "$config"
      rm -rf "$SCRATCH/pulled"
    done
  done
}

make_and_show() { # CLIENT REPOSITORY
  "index_$1" "$2:$1" "$2:amd64" "$2:arm64"
  registry_digest "$2:$1" >&3
}

pull_arm64() { # CLIENT REFERENCE CONFIG-DIGEST
  local got
  got=$("pull_$1" "$2" "$SCRATCH/pulled" arm64)
  echo "wanted the config $3, got $got"
  [[ ${got#* } == "$3" ]]
  echo "config $3" >&3
}

# index_CLIENT INDEX IMAGE...: skopeo and ctr make none of their own, they copy what others made

index_docker() { # of Docker's own manifests: its command knows no others
  local index=$1 image
  for image in "$2" "$3"; do
    skopeo copy -q --format v2s2 --src-tls-verify=false --dest-tls-verify=false "docker://$image" "docker://$image-docker"
  done
  docker manifest create --insecure "$index" "$2-docker" "$3-docker"
  docker manifest push --insecure --purge "$index"
}
index_podman() { manifest_list podman "$@"; }
index_buildah() { manifest_list buildah "$@"; }
index_skopeo() { skopeo copy -q --all --src-tls-verify=false --dest-tls-verify=false "docker://${1%:*}:buildah" "docker://$1"; }
index_ctr() {
  local made=${1%:*}:buildah
  ctr images pull --plain-http --all-platforms "$made"
  ctr images tag "$made" "$1"
  ctr images push --plain-http "$1"
  ctr images rm --sync "$made" "$1"
}
index_crane() { crane index append --insecure -t "$1" -m "$2" -m "$3"; }
index_oras() { oras manifest index create --plain-http "$@"; }
index_regctl() { regctl index create "$1" --ref "$2" --ref "$3"; }

manifest_list() { # podman|buildah INDEX IMAGE...
  local tool=$1 index=$2 image
  shift 2
  "$tool" manifest create slipway-index
  for image in "$@"; do "$tool" manifest add --tls-verify=false slipway-index "docker://$image"; done
  "$tool" manifest push --all --tls-verify=false slipway-index "docker://$index"
  "$tool" manifest rm slipway-index
}

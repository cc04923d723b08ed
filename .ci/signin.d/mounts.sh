# Layers that are mounted from another repository instead of sent again, where the caller may read that one.

mounts() {
  local client user layer hidden app=$TEAM/app shop=$SHOP/private
  for client in docker skopeo ctr crane oras regctl; do
    user=$(user "$client")
    check "$client: mounts layers" as "$client" "$user" all mounts_layers "$client" "$user" "$app:v1" "$user/mounted:v1"
  done
  user=$(user skopeo)
  layer=$(last_layer "$SCRATCH/small") hidden=$(last_layer "$SCRATCH/private")
  check "curl: mounts what it may read" mount_answers 201 "$user" "$user/a" "mount=$layer&from=$app"
  check "curl: mounts what it may read, unnamed" mount_answers 201 "$(user writer)" "$TEAM/b" "mount=$layer"
  check "curl: mounts what it may not read" mount_answers 202 "$(user ctr)" "$(user ctr)/c" "mount=$hidden&from=$shop"
  check "curl: mounts what it may not read, unnamed" mount_answers 202 "$(user ctr)" "$(user ctr)/d" "mount=$hidden"
  check "curl: mounts what is not there" mount_answers 202 "$user" "$user/e" "mount=sha256:$(sha256sum </dev/null | cut -c-64)&from=$app"
}

last_layer() { # LAYOUT: the digest of its image's last layer
  local manifest
  manifest=$(jq -r '.manifests[0].digest' "$1/index.json")
  jq -r '.layers[-1].digest' "$1/blobs/sha256/${manifest#sha256:}"
}

mounts_layers() { # CLIENT USER SOURCE TARGET: by the access log, both layers were
  "copy_$1" "$REGISTRY/$3" "$REGISTRY/$4"
  registry_digest "$REGISTRY/$4"
  wait_until 5 mounted_two "${4%:*}" || { grep -F "/v2/${4%:*}/" "$LOG"; return 1; }
  echo "$(count_mounted "${4%:*}") mounted" >&3
  expect write-granted "$2" "${4%:*}"
}

count_mounted() { grep -cE " POST /v2/$1/blobs/uploads/? 201 " "$LOG" || true; }
mounted_two() { (($(count_mounted "$1") >= 2)); }

copy_docker() {
  docker pull -q "$1"
  docker tag "$1" "$2"
  docker push -q "$2"
  docker rmi -f "$1" "$2"
}
copy_skopeo() { skopeo copy -q --src-tls-verify=false --dest-tls-verify=false "docker://$1" "docker://$2"; }
copy_ctr() {
  ctr images pull --plain-http --user "$CTR_USER" "$1"
  ctr images tag "$1" "$2"
  ctr images push --plain-http --user "$CTR_USER" "$2"
  ctr images rm --sync "$1" "$2"
}
copy_crane() { crane copy --insecure "$1" "$2"; }
copy_oras() { oras cp --no-tty --from-plain-http --to-plain-http "$1" "$2"; }
copy_regctl() { regctl image copy "$1" "$2"; }

mount_answers() { # STATUS USER TARGET QUERY: with a bearer token for the target, and for the source where the query names one
  local source=${4##*from=} scopes=("repository:$3:pull,push")
  [[ $source == "$4" ]] || scopes+=("repository:$source:pull")
  check_status "$1" -X POST -K <(printf 'oauth2-bearer = "%s"\n' "$(bearer "$2" all "${scopes[@]}")") \
    "http://$REGISTRY/v2/$3/blobs/uploads/?$4" | tee /dev/fd/3
  expect write-granted "$2" "$3"
}

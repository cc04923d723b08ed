# A real root file system: Debian, pushed by docker; the others run it, or look inside.

DEBIAN_TAR=$WORK/cache/debian-bookworm.tar

rootfs() {
  local reference=$REGISTRY/$RUN/debian:v1
  [[ -f $DEBIAN_TAR ]] || make_debian
  VERSION=$(tar -xOf "$DEBIAN_TAR" ./etc/debian_version)
  check "docker pushes Debian" push_debian "$reference"
  for client in docker podman buildah ctr crane; do
    check "Debian -> $client" same_version "in_$client" "$reference"
  done
}

make_debian() {
  local folder=$WORK/debian
  rm -rf "$folder"
  debootstrap --variant=minbase bookworm "$folder" >"$WORK/log/debootstrap.log" 2>&1 ||
    { tail "$WORK/log/debootstrap.log" >&2; fail "debootstrap failed"; }
  tar -C "$folder" -cf "$DEBIAN_TAR.new" --exclude './var/cache/apt/*' --exclude './var/lib/apt/lists/*' .
  mv "$DEBIAN_TAR.new" "$DEBIAN_TAR"
  rm -rf "$folder"
}

push_debian() {
  docker import "$DEBIAN_TAR" "$1"
  docker push -q "$1"
  docker rmi -f "$1"
}

same_version() { # COMMAND REFERENCE
  local got
  got=$("$1" "$2" | tail -n 1)
  echo "wanted $VERSION, got $got"
  [[ $got == "$VERSION" ]]
  echo "Debian $got" >&3
}

READ_VERSION=(cat /etc/debian_version)

in_docker() {
  docker run --rm --network none "$1" "${READ_VERSION[@]}"
  docker rmi -f "$1" >&2
}

in_podman() {
  # runc, as Debian's crun refuses hybrid cgroups, and limits that need no right to raise them
  podman --runtime runc run --rm --tls-verify=false --network none --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 "$1" "${READ_VERSION[@]}"
  podman rmi -f "$1" >&2
}

in_buildah() {
  local container
  container=$(buildah from -q --tls-verify=false "$1")
  buildah run --isolation chroot "$container" "${READ_VERSION[@]}"
  buildah rm "$container" >&2
  buildah rmi -f "$1" >&2
}

in_ctr() {
  ctr images pull --plain-http "$1" >&2
  ctr run --rm "$1" "slipway-$$" "${READ_VERSION[@]}"
  ctr images rm --sync "$1" >&2
}

in_crane() { crane export --insecure "$1" - | tar -xO etc/debian_version; }

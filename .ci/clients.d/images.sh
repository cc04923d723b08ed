# Every client pushes an image of its own; the others pull it and must get the same.
images() {
  local client puller reference config
  for client in "${CLIENTS[@]}"; do
    reference=$REGISTRY/$RUN/$client:v1
    config=$("$CI_HOME/make-image" "$SCRATCH/image" v1 amd64 "${LAYERS_MIB[@]}")
    check "$client pushes" push_and_show "$client" "$reference"
    rm -rf "$SCRATCH/image"
    for puller in "${CLIENTS[@]}"; do
      check "$client -> $puller" pull_and_compare "$puller" "$reference" "$config"
      rm -rf "$SCRATCH/pulled"
    done
  done
}

push_and_show() { # CLIENT REFERENCE
  "push_$1" "$SCRATCH/image" "$2"
  registry_digest "$2" >&3
}

pull_and_compare() { # CLIENT REFERENCE CONFIG-DIGEST
  local want got
  want="$(registry_digest "$2") $3"
  got=$("pull_$1" "$2" "$SCRATCH/pulled")
  echo "wanted $want, got $got"
  [[ $got == "$want" ]]
  echo "${want% *}" >&3
}

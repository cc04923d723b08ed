# The largest layer there may be, there and back.

NO_DIGEST=sha256:$(printf '0%.0s' {1..64}) # that of nothing

whole() {
  local layout=$SCRATCH/largest client relay way
  "$CI_HOME/make-image" "$layout" v1 amd64 "$LARGEST" >/dev/null
  for way in ctr,java skopeo,java skopeo,web slipway,java; do
    client=${way%,*} relay=${way#*,}
    serve --relay "$relay"
    check "$client, $LARGEST MiB ($relay relay)" watched there_and_back "$client" "$layout" "$REGISTRY/whole/$client:v1"
  done
  rm -rf "$layout"
  serve
  check "curl, 5 GiB in one PUT" puts_zeros 5368709120 201
  check "curl, a byte more" puts_zeros 5368709121 413
  end_registries
}

there_and_back() { # CLIENT LAYOUT REFERENCE
  local pushed got wanted
  wanted=$(digest_of "$2")
  pushes_in "$1" "$2" "$3"
  got=$(pulls_in "$1" "$3")
  echo "wanted $wanted, got $got"
  [[ $got == "$wanted" ]]
  echo "push $(rate "$LARGEST" "$(<"$SCRATCH/sent")"), pull $(rate "$LARGEST" "$(<"$SCRATCH/got")") MB/s; $(memory)" >&3
}

# A file of nothing but zeros takes no room. What is too long is refused before it is sent.
puts_zeros() { # BYTES STATUS
  local url digest status file=$SCRATCH/zeros
  rm -f "$file"
  truncate -s "$1" "$file"
  url=$(begin_upload whole/zeros)
  digest=$(if (($2 == 201)); then sha256sum <"$file" | cut -d' ' -f1; else echo "${NO_DIGEST#sha256:}"; fi)
  status=$(curl -sS -o "$SCRATCH/answer" -w '%{http_code} %{size_upload}' -H 'Expect: 100-continue' -T "$file" "$url&digest=sha256:$digest" || true)
  rm -f "$file"
  cat "$SCRATCH/answer"
  echo "${status/ /, } bytes sent" >&3
  [[ ${status% *} == "$2" ]]
  (($2 != 201)) || curl -fsSI "http://$REGISTRY/v2/whole/zeros/blobs/sha256:$digest" | grep -i "^content-length: $1"
}

begin_upload() { # REPOSITORY: prints the upload's URL
  local location
  location=$(curl -fsS -o /dev/null -w '%header{location}' -X POST "http://$REGISTRY/v2/$1/blobs/uploads/")
  absolute "$location"
}

absolute() { # LOCATION
  [[ $1 == http* ]] && echo "$1" || echo "http://$REGISTRY$1"
}

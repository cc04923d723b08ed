# What the run left: no secret, and account of every write.

expect() { echo "$*" >>"$SCRATCH/expected"; } # KIND USER REPOSITORY: a line that the audit log must have

traces() {
  secrets >"$SCRATCH/secret-texts"
  check "no secret in what the registry printed" has_none "$LOG"
  check "no secret in the audit log" has_none "$DATA/audit.log"
  check "no secret in the data folder" data_folder_has_none
  check "no secret in what clients said" has_none "$SCRATCH/log"
  check "no secret in the Docker daemon's log" has_none "$WORK/log/dockerd.log"
  check "the audit log is JSON, line by line" audit_log_is_json
  check "each write that was granted is in it" expected_are_in write-granted
  check "each write that was refused is in it" expected_are_in write-refused
  check "it has as many as the access log" as_many_as_answered
}

secrets() { # the texts of all tokens, and how HTTP Basic sends them
  local file user
  for file in "$SECRETS"/*.{all,read,write,expired,revoked,job,stranger,late}; do
    user=$(basename "${file%.*}")
    printf '%s\n%s\n' "$(<"$file")" "$(printf '%s:%s' "$user" "$(<"$file")" | base64 -w0)"
  done
  for file in "$SECRETS"/bearer.*; do printf '%s\n' "$(<"$file")"; done
}

has_none() { # FILE|FOLDER: neither these secrets nor what looks like one
  [[ -s $1 && -s $SCRATCH/secret-texts ]]
  if grep -rnoE 'slipway_pat_[0-9A-Za-z]{20}|eyJ[0-9A-Za-z_-]{20}|[?&]state=' "$1" ||
    grep -rnoF -f "$SCRATCH/secret-texts" "$1"; then return 1; fi
  echo "$(wc -l <"$SCRATCH/secret-texts") texts looked for" >&3
}

data_folder_has_none() { # but the file that says so
  local found
  found=$(grep -rlaF -f "$SCRATCH/secret-texts" "$DATA" | sort)
  echo "found in $found"
  [[ $found == "$DATA/admin-token" ]]
}

audit_log_is_json() {
  local lines objects
  lines=$(wc -l <"$DATA/audit.log")
  objects=$(jq -R 'fromjson | select([.audit, .time, .who, .what, .from, .credential, .why] | all(type == "string")) | .audit' "$DATA/audit.log" | wc -l)
  echo "$objects of $lines lines"
  ((objects == lines && lines > 0))
  echo "$lines lines" >&3
}

audited() { # KIND: who did it to which repository, each once
  jq -r "select(.audit == \"$1\" and (.what | startswith(\"repository:\")))
    | \"\\(.audit) \\(.who) \\(.what | split(\":\")[1])\"" "$DATA/audit.log" | sort -u
}

expected_are_in() { # KIND
  local missing
  missing=$(comm -23 <(grep "^$1 " "$SCRATCH/expected" | sort -u) <(audited "$1"))
  [[ -z $missing ]] || { echo "missing: $missing"; return 1; }
  echo "$(grep -c "^$1 " "$SCRATCH/expected") were expected" >&3
}

# The access log has each request. What is granted may fail for another reason; who is denied is signed in, as who is not
# has a 401.
as_many_as_answered() {
  wait_until 5 counts_agree || { counts; return 1; }
  counts >&3
}

counts_agree() {
  local granted done_ refused denied
  read -r granted _ done_ _ refused _ denied _ < <(counts)
  ((granted >= done_ && done_ > 0 && refused == denied && denied > 0))
}

counts() {
  local writes='(POST /v2/[^ ]*/blobs/uploads/?|(PUT|DELETE) /v2/[^ ]*/manifests/[^ ]*|DELETE /v2/[^ ]*/blobs/sha[^ ]*)'
  echo "$(grep -c '"audit":"write-granted".*"what":"repository:' "$DATA/audit.log") granted," \
    "$(grep -cE " $writes 2[0-9][0-9] " "$LOG") done," \
    "$(grep -c '"audit":"write-refused".*"who":"[^"].*"what":"repository:' "$DATA/audit.log") refused," \
    "$(grep -cE " $writes 403 " "$LOG") answered with 403"
}

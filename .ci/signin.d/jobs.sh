# Jobs of a CI system, which sign in with the ID token that they are given and no other secret, as the owner that trusts.

OTHER_PACKAGES='the token is limited to other packages'
NO_POLICY='no trust policy of these owners matches the claims'

jobs_of_all() {
  local client
  JOB=repo:$TEAM/app:ref:refs/heads/main STRANGER=repo:$TEAM/app:pull_request # whom the owner's trust policy means, and whom not
  api PUT "owners/$TEAM/trust-policies/ci" "$(jq -n --arg issuer "$ISSUER" --arg owner "$TEAM" \
    '{issuer: $issuer, audience: "slipway", claims: {sub: "repo:\($owner)/app:ref:refs/heads/*"}, scopes: ["write:packages"],
      packages: [($ARGS.positional[], "late") | "\($owner)/job-" + .]}' --args "${CLIENTS[@]}")"
  for client in "${CLIENTS[@]}"; do job_cases "$client"; done
  job_token "$STRANGER" 300 stranger
  for client in docker crane; do # more would be failed sign-ins enough for the owner's name to be told to wait
    check "$client: a job that is not trusted" refused "$NO_POLICY" as "$client" "$TEAM" stranger pull "$client" "$TEAM/job-docker:v1"
  done
  check "docker: a job whose ID token has expired" expires_between_login_and_push
}

job_cases() { # CLIENT
  local c=$1
  job_token "$JOB" 300 job
  check "$c: a job pushes with its ID token" as "$c" "$TEAM" job pushes "$c" "$JOB" "$TEAM/job-$c:v1" "$SCRATCH/small"
  check "$c: a job pulls with it" as "$c" "$TEAM" job pulls "$c" "$TEAM/job-$c:v1" "$CONFIG_OF_SMALL"
  check "$c: a job pushes elsewhere" push_refused "$OTHER_PACKAGES" "$c" "$TEAM" job "$TEAM/other:v1" "$JOB"
}

job_token() { # SUBJECT LIFE KIND
  "$CI_HOME/issuer" token "$1" "$2" | tr -d '\n' >"$SECRETS/$TEAM.$3"
}

# The clock of an issuer may differ by 60 s. Docker keeps a refresh token, which lives longer.
expires_between_login_and_push() {
  job_token "$JOB" -52 late
  as docker "$TEAM" late pushes_late
}

pushes_late() {
  sleep 10
  check_status 401 -K <(printf 'user = "%s:%s"\n' "$TEAM" "$(<"$SECRETS/$TEAM.late")") "http://$REGISTRY/token"
  grep -q identitytoken "$DOCKER_CONFIG/config.json"
  pushes docker "$JOB" "$TEAM/job-late:v1" "$SCRATCH/small"
}

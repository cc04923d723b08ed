#!/bin/sh
# Has njs, which CloudFront's runtime is derived from, decide the requests of the edge's table as GraalJS did. The scripts
# are written by the tests of local/ (mvn -pl local -am verify); njs is Debian's package of that name.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
local=$(cd "$here/../../.." && pwd)
status=0
for script in "$local"/target/njs/*.js; do
    result=$(njs -p "$here/modules" "$script")
    echo "$(basename "$script"): $result"
    case $result in *"passed, 0 failed") ;; *) status=1 ;; esac
done
njs -p "$here/modules" "$local/target/njs/response/viewer-response.js"
exit $status

package dev.slipway.e2e;

import java.util.List;

/** Tags and repositories, page by page. */
final class ListingCalls {

    private static final String TAGS = "/v2/list/ing/tags/list";
    private static final String INDEX = "{\"schemaVersion\":2,\"manifests\":[]}";

    static final List<Call> CALLS = List.of(
            Call.of("a repository that is not there has no tags", "GET " + TAGS).is(404, "NAME_UNKNOWN"),
            tag("c"),
            tag("B"),
            tag("a"),
            Call.of("all tags, in order", "GET " + TAGS)
                    .is(200)
                    .has("link", "")
                    .says("^\\{\"name\":\"list/ing\",\"tags\":\\[\"B\",\"a\",\"c\"]}$"),
            Call.of("the first two", "GET " + TAGS + "?n=2")
                    .is(200)
                    .has("link", "</v2/list/ing/tags/list\\?n=2&last=a>; rel=\"next\"")
                    .says("\\[\"B\",\"a\"]"),
            Call.of("the last", "GET " + TAGS + "?n=2&last=a")
                    .is(200)
                    .has("link", "")
                    .says("\\[\"c\"]"),
            Call.of("as many as there are", "GET " + TAGS + "?n=3").is(200).has("link", ""),
            Call.of("none", "GET " + TAGS + "?n=0").is(200).has("link", "").says("\"tags\":\\[]"),
            Call.of("more than anybody has", "GET " + TAGS + "?n=99999999999999999999")
                    .is(200)
                    .says("\"c\""),
            Call.of("less than none", "GET " + TAGS + "?n=-1").is(400),
            Call.of("a number in words", "GET " + TAGS + "?n=two").is(400),
            Call.of("behind a tag that is not there", "GET " + TAGS + "?last=b")
                    .is(200)
                    .says("\\[\"c\"]"),
            Call.of("behind the end", "GET " + TAGS + "?last=zzz").is(200).says("\"tags\":\\[]"),
            Call.of("behind what is no tag", "GET " + TAGS + "?last=%00%ff%0a~").is(200),
            Call.of("behind something long", "GET " + TAGS + "?last=" + "z".repeat(8000))
                    .is(200),
            Call.of("all repositories", "GET /v2/_catalog?n=1000").is(200).says("\"list/ing\""),
            Call.of("none of them", "GET /v2/_catalog?n=0").is(200).says("^\\{\"repositories\":\\[]}$"),
            Call.of("those behind a name", "GET /v2/_catalog?n=1&last=list/ina")
                    .is(200)
                    .says("\\[\"list/ing\"]"),
            Call.of("those behind the end", "GET /v2/_catalog?last=zzz").is(200).says("\\[]"));

    private ListingCalls() {}

    private static Call tag(String tag) {
        return Call.of("a tag " + tag, "PUT /v2/list/ing/manifests/" + tag)
                .header("Content-Type: application/vnd.oci.image.index.v1+json")
                .body(INDEX)
                .is(201);
    }
}

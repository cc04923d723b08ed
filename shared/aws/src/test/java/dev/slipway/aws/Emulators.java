package dev.slipway.aws;

import java.net.URI;
import java.util.Optional;

/** What stands in for AWS in the tests tagged {@code emulators}: the endpoints that the SDK's own variables name. */
final class Emulators {

    private Emulators() {}

    /** A registry with a table and a bucket of its own, both there. */
    static AwsRegistry registry() {
        var registry = AwsUnderTest.wired(endpoint("DYNAMODB"), endpoint("S3"));
        registry.resources().createIfAbsent();
        return registry;
    }

    static URI endpoint(String service) {
        var name = "AWS_ENDPOINT_URL_" + service;
        return Optional.ofNullable(System.getenv(name))
                .map(URI::create)
                .orElseThrow(() -> new IllegalStateException("the variable " + name + " is not set"));
    }
}

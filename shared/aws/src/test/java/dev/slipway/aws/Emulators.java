package dev.slipway.aws;

import java.net.URI;
import java.util.Optional;

/** What stands in for AWS in the tests tagged {@code emulators}: the endpoints that the SDK's own variables name. */
final class Emulators {

    static final AwsRegistry REGISTRY = AwsUnderTest.wired(endpoint("DYNAMODB"), endpoint("S3"));

    static {
        REGISTRY.resources().createIfAbsent();
    }

    private Emulators() {}

    static URI endpoint(String service) {
        var name = "AWS_ENDPOINT_URL_" + service;
        return Optional.ofNullable(System.getenv(name))
                .map(URI::create)
                .orElseThrow(() -> new IllegalStateException("the variable " + name + " is not set"));
    }
}

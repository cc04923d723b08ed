package dev.slipway.aws;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/** What the examples in S3's documentation of signature version 4 are signed with. */
final class PublishedExample {

    static final String ID = "AKIAIOSFODNN7EXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2013-05-24T00:00:00Z"), ZoneOffset.UTC);
    static final S3Signer SIGNER =
            new S3Signer(() -> AwsCredentialsIdentity.create(ID, SECRET), Region.US_EAST_1, CLOCK);
    static final S3Signer SESSION_SIGNER = new S3Signer(
            () -> AwsSessionCredentialsIdentity.create(ID, SECRET, "session/token+="), Region.US_EAST_1, CLOCK);

    private PublishedExample() {}
}

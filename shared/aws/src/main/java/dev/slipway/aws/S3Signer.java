package dev.slipway.aws;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;

/**
 * Signs requests to S3 without hashing a body (signature version 4, {@code UNSIGNED-PAYLOAD}). Uses the signer alone,
 * not the SDK's presigner of S3, which takes twice as long to get ready.
 */
final class S3Signer {

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final Supplier<? extends AwsCredentialsIdentity> credentials;
    private final Region region;
    private final Clock clock;

    S3Signer(Supplier<? extends AwsCredentialsIdentity> credentials, Region region, Clock clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    /** Puts the signature into the query, to be used by anybody for as long as it is valid. */
    SdkHttpRequest presign(SdkHttpRequest request, Duration validity) {
        return sign(
                request,
                signing -> signing.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, validity));
    }

    /** Puts the signature into the {@code Authorization} header, over all headers that the request has. */
    SdkHttpRequest authorize(SdkHttpRequest request) {
        return sign(request, signing -> signing.putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.HEADER));
    }

    private SdkHttpRequest sign(SdkHttpRequest request, Placement placement) {
        var signing = SignRequest.builder((AwsCredentialsIdentity) credentials.get())
                .request(request)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, clock);
        return signer.sign(placement.of(signing).build()).request();
    }

    private interface Placement {
        SignRequest.Builder<AwsCredentialsIdentity> of(SignRequest.Builder<AwsCredentialsIdentity> signing);
    }
}

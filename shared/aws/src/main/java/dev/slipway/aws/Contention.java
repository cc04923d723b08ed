package dev.slipway.aws;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * What to do when others want the same item, or all of us too much, at the same time. The SDK sends a request again after
 * a lost connection, an internal error and throttling; here it learns to do so after a conflict between transactions. It
 * sends the very same bytes, a transaction's token among them.
 */
final class Contention {

    private static final int ATTEMPTS = 8;
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);
    private static final Set<String> PASSING =
            Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private Contention() {}

    /** Up to 8 attempts; before each but the first a random delay from 0 to a bound that doubles up to 2 seconds. */
    static StandardRetryStrategy retries(Duration firstDelay) {
        var backoff = BackoffStrategy.exponentialDelay(firstDelay, LONGEST_DELAY);
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(backoff)
                .circuitBreakerEnabled(false)
                .retryOnException(Contention::isConflict)
                .build();
    }

    /** Calls AWS; what is still in the way after all attempts is answered as too many requests. */
    static <T> T calling(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException failure) {
            if (isConflict(failure) || failure.isThrottlingException()) {
                throw tooBusy();
            }
            throw failure;
        }
    }

    /** What a client is told when AWS had too much to do, all attempts long. */
    static RegistryException tooBusy() {
        return new RegistryException(ErrorCode.TOOMANYREQUESTS).header("Retry-After", "1");
    }

    /** A transaction that nothing but other transactions or throttling stood in the way of. */
    static boolean isConflict(Throwable failure) {
        return switch (failure) {
            case TransactionConflictException conflict -> true;
            case TransactionCanceledException canceled ->
                canceled.hasCancellationReasons()
                        && canceled.cancellationReasons().stream()
                                .map(CancellationReason::code)
                                .allMatch(PASSING::contains);
            default -> false;
        };
    }
}

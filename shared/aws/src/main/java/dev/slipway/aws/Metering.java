package dev.slipway.aws;

import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Unit;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Counts what the SDK's clients use to the meter at hand: of S3 each request that is sent, an attempt to send one again too;
 * of DynamoDB the units that it reports. An attempt whose answer never came is counted as the answer that came to the same
 * request after it, and as one unit where none did.
 */
final class Metering implements ExecutionInterceptor {

    private static final ExecutionAttribute<Integer> UNANSWERED = new ExecutionAttribute<>("Unanswered");

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return Capacity.reported(context.request());
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(UNANSWERED, unanswered(attributes) + 1);
        BucketClass.of(context.request()).ifPresent(unit -> Meter.count(unit, 1));
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        attributes.putAttribute(UNANSWERED, unanswered(attributes) - 1);
    }

    @Override
    public void afterUnmarshalling(Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
        var times = 1 + unanswered(attributes);
        Capacity.of(context.request(), context.response())
                .amounts()
                .forEach((unit, amount) -> Meter.count(unit, amount * times));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        var lost = unanswered(attributes);
        var refused = Capacity.refused(context.request(), context.exception());
        if (refused.isPresent()) {
            Meter.count(Unit.TABLE_WRITE, (1L + lost) * refused.get());
        } else {
            Capacity.unit(context.request()).ifPresent(unit -> Meter.count(unit, lost));
        }
    }

    private static int unanswered(ExecutionAttributes attributes) {
        var count = attributes.getAttribute(UNANSWERED);
        return count == null ? 0 : count;
    }
}

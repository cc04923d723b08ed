package dev.slipway.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Account;
import java.util.function.Supplier;

/** Work of functions that no request waits for. */
public final class Background {

    private Background() {}

    /** Does it, and keeps its receipt: that of an invocation with this context. */
    public static <T> T run(Registry registry, Context context, Account account, Supplier<T> work) {
        return registry.receipts()
                .background(account, context.getAwsRequestId(), context.getMemoryLimitInMB(), registry.clock(), work);
    }
}

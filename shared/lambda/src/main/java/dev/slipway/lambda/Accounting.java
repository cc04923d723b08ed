package dev.slipway.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Unit;
import java.util.function.Supplier;

/**
 * Writes the receipt of a request: what AWS was called for, and what the request has passed on its way here and passes on
 * its way back.
 */
final class Accounting {

    private static final String HEADER = "slipway-cost";
    private static final int ERRORS = 400;

    /** An HTTP API counts a request for each 512 KiB (Amazon API Gateway, "Pricing"). */
    private static final long GATEWAY_BYTES = 512 << 10;

    private final Registry registry;
    private final Context context;
    private final Meter meter = new Meter();
    private final long start = System.nanoTime();

    Accounting(Registry registry, Context context) {
        this.registry = registry;
        this.context = context;
    }

    /** Answers a request with its receipt. */
    Response around(Event event, Supplier<Response> work) {
        if (!registry.receipts().areKept()) {
            return work.get();
        }
        var response = meter.measure(work);
        count(event, response);
        var location = response.header("location");
        var receipt = new Receipt(
                registry.clock().instant(),
                event.requestId(),
                Receipt.shortened(context.getAwsRequestId()),
                account(event, response),
                event.headers().getOrDefault("user-agent", ""),
                response.status(),
                location.map(Subject::transfer).orElse(""),
                location.flatMap(url -> Subject.way(url, meter.isNear())),
                meter.usage());
        return response.header(HEADER, registry.receipts().issue(receipt));
    }

    private void count(Event event, Response response) {
        var in = event.bodyLength();
        var out = response.length();
        meter.add(Unit.EDGE_FUNCTION, response.status() < ERRORS ? 2 : 1);
        meter.add(Unit.CLOUDFRONT_REQUEST, 1);
        meter.add(Unit.CLOUDFRONT_IN, in);
        meter.add(Unit.CLOUDFRONT_OUT, out);
        meter.add(Unit.GATEWAY_REQUEST, Math.max(1, Math.ceilDiv(Math.max(in, out), GATEWAY_BYTES)));
        meter.addFunction(context.getMemoryLimitInMB(), System.nanoTime() - start);
    }

    /** What is refused to one who has not signed in is nobody's, whatever names it has in it. */
    private Account account(Event event, Response response) {
        if (response.status() >= ERRORS && meter.credential().isEmpty()) {
            return Account.nobody(Subject.action(event));
        }
        var repository = Subject.repository(event);
        return new Account(Subject.owner(event, repository), repository, meter.credential(), Subject.action(event));
    }
}

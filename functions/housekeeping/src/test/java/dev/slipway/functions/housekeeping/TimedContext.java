package dev.slipway.functions.housekeeping;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.slipway.lambda.TestContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The context of an invocation whose time runs out as the test says; the last value stays. */
@SuppressWarnings("NullAway") // a function that no mobile client calls has neither client context nor identity
final class TimedContext implements Context {

    private final TestContext context = new TestContext();
    private final Deque<Integer> remaining;

    TimedContext(Integer... remaining) {
        this.remaining = new ArrayDeque<>(List.of(remaining));
    }

    List<String> logged() {
        return context.logged();
    }

    @Override
    public int getRemainingTimeInMillis() {
        return remaining.size() > 1 ? remaining.pop() : remaining.getFirst();
    }

    @Override
    public LambdaLogger getLogger() {
        return context.getLogger();
    }

    @Override
    public String getAwsRequestId() {
        return context.getAwsRequestId();
    }

    @Override
    public String getLogGroupName() {
        return context.getLogGroupName();
    }

    @Override
    public String getLogStreamName() {
        return context.getLogStreamName();
    }

    @Override
    public String getFunctionName() {
        return context.getFunctionName();
    }

    @Override
    public String getFunctionVersion() {
        return context.getFunctionVersion();
    }

    @Override
    public String getInvokedFunctionArn() {
        return context.getInvokedFunctionArn();
    }

    @Override
    public CognitoIdentity getIdentity() {
        return context.getIdentity();
    }

    @Override
    public ClientContext getClientContext() {
        return context.getClientContext();
    }

    @Override
    public int getMemoryLimitInMB() {
        return context.getMemoryLimitInMB();
    }
}

package dev.slipway.e2e.deployed;

import java.util.HashMap;
import java.util.Map;

/** What Lambda itself puts into a function's environment (Lambda Developer Guide, "Defined runtime environment variables"). */
final class LambdaVariables {

    private LambdaVariables() {}

    /**
     * Those of a function with SnapStart, whose credentials are not among them.
     *
     * @param api {@code HOST:PORT}
     */
    static Map<String, String> of(DeployedFunction function, String api) {
        var variables = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API", api,
                "AWS_LAMBDA_FUNCTION_NAME", function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()),
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
                "AWS_LAMBDA_LOG_GROUP_NAME", "slipway-Logs",
                "AWS_LAMBDA_LOG_STREAM_NAME", "2026/11/24/[1]0123456789abcdef",
                "AWS_EXECUTION_ENV", "AWS_Lambda_java25",
                "AWS_REGION", "us-east-1",
                "AWS_DEFAULT_REGION", "us-east-1"));
        variables.putAll(Map.of(
                "_HANDLER",
                function.handler(),
                "LANG",
                "en_US.UTF-8",
                "TZ",
                ":UTC",
                "PATH",
                "/usr/local/bin:/usr/bin:/bin"));
        return variables;
    }
}

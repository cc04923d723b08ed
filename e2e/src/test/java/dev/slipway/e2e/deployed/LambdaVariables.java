package dev.slipway.e2e.deployed;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What Lambda itself puts into a function's environment (Lambda Developer Guide, "Defined runtime environment variables"). */
final class LambdaVariables {

    private LambdaVariables() {}

    /**
     * Those of a function with SnapStart, whose credentials and log are not among them.
     *
     * @param code the unpacked jar
     * @param api {@code HOST:PORT}
     */
    static Map<String, String> of(DeployedFunction function, Path code, String api) {
        var variables = new HashMap<>(Map.of(
                "AWS_LAMBDA_RUNTIME_API", api,
                "AWS_LAMBDA_FUNCTION_NAME", function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()),
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
                "LAMBDA_TASK_ROOT", code.toString(),
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

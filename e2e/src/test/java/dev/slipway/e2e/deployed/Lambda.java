package dev.slipway.e2e.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Functions that have each one instance, started when it is first needed: who finds it busy waits. They call each other by
 * Lambda's API, get credentials as SnapStart gives them, and reach the rest of AWS where the endpoints say.
 */
final class Lambda implements AutoCloseable {

    private static final String TOKEN = "for-functions-only";

    private final Map<String, DeployedFunction> functions = new ConcurrentHashMap<>();
    private final Map<String, Instance> instances = new ConcurrentHashMap<>();
    private final UnpackedCode code;
    private final Map<String, String> variables;
    private final Loopback server = new Loopback(this::handle);
    private final List<IOException> failures = new CopyOnWriteArrayList<>();
    private final ExecutorService events = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * No instance runs yet.
     *
     * @param endpoints the SDK's variables, such as {@code AWS_ENDPOINT_URL_S3}
     */
    Lambda(List<DeployedFunction> functions, Path scratch, Map<String, String> endpoints) {
        functions.forEach(function -> this.functions.put(function.name(), function));
        code = new UnpackedCode(scratch);
        variables = new HashMap<>(endpoints);
        variables.put("AWS_ENDPOINT_URL_LAMBDA", server.url());
        variables.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", server.url() + "/credentials");
        variables.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", TOKEN);
    }

    /** The function of this logical id; a new instance where there is none or it has ended. */
    Instance instance(String name) {
        return instances.compute(
                name, (_, instance) -> instance != null && instance.isAlive() ? instance : start(name));
    }

    /** Starts one that is the caller's to close. */
    Instance start(DeployedFunction function) {
        return Instance.start(function, code.of(function), variables);
    }

    /** The function of this handler, for the gateway; what it reports instead of an answer is thrown. */
    RequestStreamHandler handler(String className) {
        var name = functions.values().stream()
                .filter(function -> function.handler().equals(className))
                .map(DeployedFunction::name)
                .findFirst()
                .orElseThrow();
        return (event, answer, context) -> answer.write(invoke(name, event.readAllBytes()));
    }

    /** The functions that have answered an event. */
    Set<String> answered() {
        return instances.entrySet().stream()
                .filter(instance -> instance.getValue().asked().contains("invocation/response"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What became of events that nobody waits for and that no function could take. */
    List<IOException> failures() {
        return failures;
    }

    @Override
    public void close() {
        events.shutdownNow();
        server.close();
        instances.values().forEach(Instance::close);
    }

    private Instance start(String name) {
        var function = functions.get(name);
        if (function == null) {
            throw new AssertionError("no function " + name);
        }
        return start(function);
    }

    private byte[] invoke(String name, byte[] event) throws IOException {
        try {
            return instance(name).invoke(event);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/credentials")) {
            var known = TOKEN.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            Loopback.send(exchange, known ? 200 : 403, known ? credentials() : new byte[0]);
        } else {
            var name = path.replaceFirst(".*:function:([A-Za-z]+):live/invocations$", "$1");
            var event = exchange.getRequestBody().readAllBytes();
            if (!functions.containsKey(name)) {
                Loopback.send(exchange, 404, new byte[0]);
            } else if (!"Event".equals(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))) {
                Loopback.send(exchange, 400, new byte[0]);
            } else {
                events.execute(() -> take(name, event));
                Loopback.send(exchange, 202, new byte[0]);
            }
        }
    }

    private void take(String name, byte[] event) {
        try {
            invoke(name, event);
        } catch (IOException e) {
            failures.add(e);
        }
    }

    private static byte[] credentials() {
        return """
                {"AccessKeyId":"test","SecretAccessKey":"test","Token":"session","Expiration":"2100-01-01T00:00:00Z"}""".getBytes(UTF_8);
    }
}

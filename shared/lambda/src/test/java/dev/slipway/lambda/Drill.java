package dev.slipway.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.registry.Registry;
import dev.slipway.registry.Stores;
import dev.slipway.registry.TestCopies;
import dev.slipway.registry.access.Tokens;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.state.Between;
import dev.slipway.registry.state.Fault;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Has handlers answer events in all the ways that may go: whoever asks, the answer to each call to the state lost and the
 * event sent again, and with the same event answered between any two calls. What their functions may do and never did is told.
 */
public final class Drill {

    private static final String ACCESS = """
            [{"type":"repository","name":"team/app","actions":["pull","push","delete"]},\
            {"type":"registry","name":"catalog","actions":["*"]}]""";

    /** Passwords, right and wrong, and bearer tokens so old that what they came of is looked up again: of a user, of a CI job. */
    private static final List<String> AUTHORIZATIONS =
            List.of(basic(Tokens.SECRET), basic("wrong"), old(Tokens.ID), old("trust:team/ci/00000000"));

    private final Map<Class<?>, Permissions> permissions = new ConcurrentHashMap<>();

    /** A row of a test of calls: a name, what comes before, the handler, the event. */
    @SuppressWarnings("unchecked") // rows are made so
    public void run(Arguments row, Consumer<TestRegistry> first) {
        var before = (Consumer<TestRegistry>) row.get()[1];
        run(first.andThen(before), (Function<Registry, ApiHandler>) row.get()[2], (Events) row.get()[3]);
    }

    public void run(Consumer<TestRegistry> before, Function<Registry, ApiHandler> handler, Events event) {
        undisturbed(before, handler, event);
        untilItIsOver(number -> interrupted(before, handler, event, Fault.once(number, Fault.Moment.AFTER)));
        untilItIsOver(number -> overtaken(before, handler, event, number));
    }

    /** Only whoever asks, and with copies made at once or never. */
    public void undisturbed(Consumer<TestRegistry> before, Function<Registry, ApiHandler> handler, Events event) {
        for (var authorization : AUTHORIZATIONS) {
            alone(before, handler, event.header("authorization", authorization));
        }
        alone(before, handler, event);
        alone(before.andThen(registry -> registry.copying(new TestCopies())), handler, event);
    }

    /** All ways of somebody who signs in with every request, and owns all repositories of the events. */
    public void runAsOwner(Consumer<TestRegistry> before, Function<Registry, ApiHandler> handler, Events event) {
        run(before.andThen(Drill::makeOwner), handler, event.header("authorization", basic(Tokens.SECRET)));
    }

    /** What a function without a request does: alone, and while another does the same between any two of its calls. */
    public void run(Class<?> handler, Consumer<TestRegistry> before, Consumer<Registry> task) {
        try (var registry = registry()) {
            before.accept(registry);
            task.accept(registry.registry(handler));
        }
        untilItIsOver(number -> overtaken(handler, before, task, number));
    }

    private boolean overtaken(Class<?> handler, Consumer<TestRegistry> before, Consumer<Registry> task, int number) {
        try (var registry = registry()) {
            before.accept(registry);
            var between = Between.before(number, () -> task.accept(registry.registry(handler)));
            try {
                task.accept(registry.registry(handler, between));
            } catch (RuntimeException lost) {
                return between.happened(); // who comes too late may fail, and is called again
            }
            return between.happened();
        }
    }

    /** One whose handlers are drilled by whatever they are asked. */
    public TestRegistry registry() {
        return new TestRegistry(permissions);
    }

    /** By function: what it may do and did not. */
    public Map<String, List<String>> unused() {
        var found = new ConcurrentHashMap<String, List<String>>();
        permissions.forEach((handler, permitted) -> found.put(handler.getSimpleName(), permitted.unused()));
        found.values().removeIf(List::isEmpty);
        return found;
    }

    /** The handlers that were drilled, by their simple names. */
    public List<String> handlers() {
        return permissions.keySet().stream().map(Class::getSimpleName).sorted().toList();
    }

    /** Does something with the first call of an answer, the second and so on, for as long as there is one. */
    private static void untilItIsOver(IntPredicate calls) {
        var number = 1;
        while (calls.test(number)) {
            number++;
        }
    }

    private void alone(Consumer<TestRegistry> before, Function<Registry, ApiHandler> handler, Events event) {
        try (var registry = registry()) {
            before.accept(registry);
            registry.answer(handler, event);
        }
    }

    private boolean interrupted(
            Consumer<TestRegistry> before, Function<Registry, ApiHandler> handler, Events event, Fault fault) {
        try (var registry = registry()) {
            before.accept(registry);
            registry.answer(handler, event.bytes(), fault);
            registry.answer(handler, event);
            return fault.struck();
        }
    }

    private boolean overtaken(
            Consumer<TestRegistry> before, Function<Registry, ApiHandler> handler, Events event, int number) {
        try (var registry = registry()) {
            before.accept(registry);
            var between = Between.before(number, () -> registry.answer(handler, event));
            registry.answer(handler, event.bytes(), between);
            return between.happened();
        }
    }

    private static void makeOwner(TestRegistry registry) {
        registry.stores()
                .registry()
                .owners()
                .create(new OwnerName("team"), Owner.Kind.ORGANIZATION, new OwnerName("alice"));
    }

    private static String old(String credential) {
        return "Bearer " + Tokens.old("registry.example.com", Stores.START, credential, ACCESS);
    }

    private static String basic(String secret) {
        return "Basic " + Base64.getEncoder().encodeToString(("alice:" + secret).getBytes(UTF_8));
    }
}

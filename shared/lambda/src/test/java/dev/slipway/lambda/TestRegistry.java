package dev.slipway.lambda;

import dev.slipway.registry.Client;
import dev.slipway.registry.Registry;
import dev.slipway.registry.Stores;
import dev.slipway.registry.TestCopies;
import dev.slipway.registry.access.Access;
import dev.slipway.registry.access.TokenAccess;
import dev.slipway.registry.access.Tokens;
import dev.slipway.registry.blob.Copies;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Interceptor;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Write;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** A registry in memory that handlers answer events on, which counts their calls and holds them to what template.yaml allows them. */
public final class TestRegistry implements AutoCloseable {

    /** The repository of all events. */
    public static final RepositoryName APP = new RepositoryName("team/app");

    /** The upload of all events. */
    public static final UploadId UPLOAD = new UploadId("3fa85f64-5717-4562-b3fc-2c963f66afa6");

    private final Stores stores = new Stores();
    private Copies copies = TestCopies.atOnce(stores.registry());
    private final List<String> calls = new ArrayList<>();
    private final TestContext context = new TestContext();
    private final Map<Class<?>, Permissions> permissions;

    public TestRegistry() {
        this(new ConcurrentHashMap<>());
    }

    /** One that notes what functions did of what they may. */
    public TestRegistry(Map<Class<?>, Permissions> permissions) {
        this.permissions = permissions;
    }

    public Stores stores() {
        return stores;
    }

    /** Pushes to the repository of all events, uncounted. */
    public Client client() {
        return new Client(stores.registry(), APP.value());
    }

    public TestContext context() {
        return context;
    }

    /** The calls that answering the last event took, in order, such as {@code Table.get, Table.write 3}. */
    public String calls() {
        return String.join(", ", calls);
    }

    /** What a handler answers to an event, bytes in and bytes out. */
    public Answer answer(Function<Registry, ApiHandler> handler, Events event) {
        return answer(handler, event.bytes());
    }

    public Answer answer(Function<Registry, ApiHandler> handler, byte[] event) {
        return answer(handler, event, new Recorder());
    }

    /** What the handler of this class name answers. */
    public Answer answer(String handler, Events event) {
        return answer(registry -> make(handler, registry), event);
    }

    /** The same on stores whose calls pass an interceptor. */
    public Answer answer(Function<Registry, ApiHandler> handler, byte[] event, Interceptor interceptor) {
        Tokens.keep(stores.table());
        calls.clear();
        var permissions = permissions(handler.apply(stores.registry()).getClass());
        var out = new ByteArrayOutputStream();
        try {
            handler.apply(registry(permissions, interceptor))
                    .handleRequest(new ByteArrayInputStream(event), out, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.read(out.toByteArray());
    }

    /** A registry whose calls this function has to be allowed. */
    public Registry registry(Class<?> handler) {
        return registry(handler, new Recorder());
    }

    Registry registry(Class<?> handler, Interceptor interceptor) {
        return registry(permissions(handler), interceptor);
    }

    private Registry registry(Permissions permissions, Interceptor interceptor) {
        var registry = stores.registry(interceptor, Access.FOR_ALL, copies);
        return permissions.around(
                registry,
                new CountedTable(stores.table(), interceptor),
                table -> new TokenAccess(registry.tokens(), table, registry.audit(), registry.clock()));
    }

    private static ApiHandler make(String name, Registry registry) {
        try {
            return Class.forName(name)
                    .asSubclass(ApiHandler.class)
                    .getConstructor(Registry.class)
                    .newInstance(registry);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    private Permissions permissions(Class<?> handler) {
        return permissions.computeIfAbsent(handler, Permissions::of);
    }

    /** Has copies made so; else they are made at once, uncounted. */
    public TestRegistry copying(Copies others) {
        copies = others;
        return this;
    }

    /** The calls that making a copy of the upload of all events takes. */
    public String callsOfCopying() {
        calls.clear();
        stores.registry(new Recorder()).copying().copy(APP, UPLOAD);
        return calls();
    }

    /** Opens the upload of all events. */
    public TestRegistry openUpload() {
        var started =
                stores.table().get(Keys.upload(APP, client().start().id())).orElseThrow();
        stores.table()
                .write(List.of(
                        new Write.Put(new Item(Keys.upload(APP, UPLOAD), started.attributes()), Condition.ABSENT),
                        new Write.Delete(started.key(), Condition.EXISTS)));
        return this;
    }

    @Override
    public void close() {
        stores.close();
    }

    private final class Recorder implements Interceptor {
        @Override
        public <T> T around(String name, Supplier<T> call) {
            calls.add(name);
            return call.get();
        }
    }
}

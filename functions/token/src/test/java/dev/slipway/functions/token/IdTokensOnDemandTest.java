package dev.slipway.functions.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.access.IdTokens;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class IdTokensOnDemandTest {

    /** What a handler does. */
    public static final class Wiring implements BooleanSupplier {

        private final IdTokens tokens = new IdTokensOnDemand(
                () -> new OpenIdTokens(Set.of("https://issuer.example.com"), InstantSource.system(), line -> {}));

        @Override
        public boolean getAsBoolean() {
            return tokens.verify("a.b.c").isPresent();
        }
    }

    @Test
    void isMadeOnce() {
        var made = new AtomicInteger();
        var tokens = new IdTokensOnDemand(() -> {
            made.incrementAndGet();
            return token -> Optional.empty();
        });
        assertThat(made).hasValue(0);

        assertThat(tokens.verify("a.b.c")).isEmpty();
        assertThat(tokens.verify("a.b.c")).isEmpty();
        assertThat(made).hasValue(1);
    }

    @Test
    void noClassIsLoadedBeforeTheFirstToken() throws Exception {
        try (var classes = new Classes()) {
            var wiring = (BooleanSupplier)
                    classes.loadClass(Wiring.class.getName()).getConstructor().newInstance();
            assertThat(classes.hasLoaded(IdTokensOnDemand.class.getName())).isTrue();
            assertThat(classes.hasLoaded(OpenIdTokens.class.getName())).isFalse();

            assertThat(wiring.getAsBoolean()).isFalse();
            assertThat(classes.hasLoaded(OpenIdTokens.class.getName())).isTrue();
        }
    }

    /** This class path once more, with a count of what was loaded from it. */
    private static final class Classes extends URLClassLoader {

        Classes() {
            super(
                    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(Classes::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        boolean hasLoaded(String name) {
            return findLoadedClass(name) != null;
        }

        private static URL url(String path) {
            try {
                return new File(path).toURI().toURL();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package dev.slipway.local;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of all commands that say where a registry's state is. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class StoreOptions {

    /** What the state is kept in; written in lower case. */
    enum Store {
        EMBEDDED,
        AWS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept; otherwise in $XDG_DATA_HOME/slipway or ~/.local/share/slipway.")
    private @Nullable Path data;

    @Option(
            names = "--store",
            defaultValue = "embedded",
            description =
                    "Where the state is: ${COMPLETION-CANDIDATES}. aws is DynamoDB and S3, or what AWS_ENDPOINT_URL* point at;"
                            + " the folder then holds the keys alone.")
    private Store store;

    Store store() {
        return store;
    }

    boolean namesFolder() {
        return data != null;
    }

    Path folder() {
        return Optional.ofNullable(data).orElseGet(StoreOptions::defaultFolder);
    }

    /** Where programs of this user keep their data. */
    private static Path defaultFolder() {
        var data = Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
                .filter(text -> Path.of(text).isAbsolute());
        return data.map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "share"))
                .resolve("slipway");
    }
}

package dev.slipway.registry.blob;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Where clients are sent for bytes.
 *
 * @param edge by a capability
 * @param bucket by a presigned URL
 */
public record Downloads(Choice choice, Edge edge, Direct bucket) {

    /** Who decides; in lower case in text. */
    public enum Choice {
        /** Where the client is: one in the bucket's region is sent to the bucket. */
        AUTO,
        /** Nobody: all are sent to the registry's own host. */
        EDGE,
        /** Nobody: all are sent to the bucket. */
        S3;

        public static Optional<Choice> find(String text) {
            return Arrays.stream(values())
                    .filter(choice -> choice.toString().equals(text))
                    .findFirst();
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The registry's own host. */
    @FunctionalInterface
    public interface Edge {

        /** A path on the registry's host that gives out a blob's bytes for some minutes. */
        String url(Blob blob);
    }

    /** The bucket. */
    @FunctionalInterface
    public interface Direct {

        /**
         * A URL that gives out a blob's bytes for some minutes to whoever has it.
         *
         * @param transfer the id that access logs shall have of the download, as the parameter {@code x-slipway-transfer}
         * @param viewer the client's IP address
         */
        String url(Blob blob, String transfer, String viewer);
    }

    /** All by the registry's own host. */
    public static Downloads by(Edge edge) {
        return new Downloads(Choice.EDGE, edge, (blob, transfer, viewer) -> {
            throw new IllegalStateException("no client is sent to this bucket");
        });
    }

    /** Whether it is of use to know who is in the bucket's region. */
    public boolean asksWhoIsNear() {
        return choice != Choice.EDGE;
    }

    /**
     * A URL, or a path on the registry's host, that gives out a blob's bytes for some minutes.
     *
     * @param isNear whether the client is in the bucket's region
     * @param viewer the client's IP address
     */
    public String url(Blob blob, boolean isNear, String viewer) {
        return switch (choice) {
            case EDGE -> edge.url(blob);
            case S3 -> direct(blob, viewer);
            case AUTO -> isNear ? direct(blob, viewer) : edge.url(blob);
        };
    }

    private String direct(Blob blob, String viewer) {
        return bucket.url(blob, UUID.randomUUID().toString().replace("-", ""), viewer);
    }
}

package dev.slipway.registry.state;

import java.util.Arrays;
import java.util.List;

/** One attribute of an item, of the types that DynamoDB and we both have. */
public sealed interface Value {

    /** DynamoDB's {@code S}. */
    record Text(String value) implements Value {}

    /** DynamoDB's {@code N}, whole numbers only. */
    record Whole(long value) implements Value {}

    /** DynamoDB's {@code L} of {@code S}. */
    record Texts(List<String> values) implements Value {
        public Texts {
            values = List.copyOf(values);
        }
    }

    /** DynamoDB's {@code B}. The array is not copied and must not be changed. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content below
    record Bytes(byte[] value) implements Value {
        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }
}

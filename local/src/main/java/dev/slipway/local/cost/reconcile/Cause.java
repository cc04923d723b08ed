package dev.slipway.local.cost.reconcile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * Why bill and ledger differ.
 *
 * @param subject of what use
 * @param effect by how many US dollars the bill is higher for it
 * @param evidence where it shows; may be empty
 */
record Cause(Kind kind, String subject, BigDecimal effect, String evidence) {

    private static final Comparator<Cause> ORDER = Comparator.comparing(
                    (Cause cause) -> cause.effect().abs())
            .reversed()
            .thenComparing(Cause::text);

    /** In text in lower case with dashes. */
    enum Kind {
        BILLED_TWICE("on the bill twice"),
        MISSING_FROM_BILL("hours that the bill lacks"),
        MISSING_FROM_LEDGER("hours that the ledger lacks"),
        ANOTHER_PRICE("another price than the price file's"),
        UNTAGGED("resources without the stack's tag"),
        NOT_METERED("not metered"),
        ANOTHER_AMOUNT("another amount"),
        OTHER_USE("other use in the account shares what is free and cheaper");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** In words, without the effect. */
    String text() {
        return kind.words + ": " + subject + (evidence.isEmpty() ? "" : ", " + evidence);
    }

    /** Those of one kind with the same evidence as one; the weightiest first. */
    static List<Cause> merged(List<Cause> causes) {
        var merged = new LinkedHashMap<String, Cause>();
        for (var cause : causes) {
            merged.merge(cause.kind + " " + cause.evidence, cause, Cause::and);
        }
        var sorted = new ArrayList<>(merged.values());
        sorted.sort(ORDER);
        return sorted;
    }

    private Cause and(Cause other) {
        return new Cause(kind, subject + ", " + other.subject, effect.add(other.effect), evidence);
    }
}

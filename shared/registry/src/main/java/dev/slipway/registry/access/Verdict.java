package dev.slipway.registry.access;

import java.util.Locale;

/** Whether somebody may do something, and why. */
public record Verdict(boolean allowed, Reason reason) {

    /** What decided; the text is for people. */
    public enum Reason {
        PUBLIC_PACKAGE("anyone may pull a public package"),
        INTERNAL_PACKAGE("whoever is signed in may pull an internal package"),
        MEMBER("by their role with the owner"),
        TRUST_POLICY("by a trust policy of the owner"),
        ADMINISTRATOR("by their role with the registry"),
        DEVELOPMENT("the registry lets anyone do anything"),
        NOT_SIGNED_IN("nobody is signed in"),
        MISSING_SCOPE("the token was made without the scope that this needs"),
        OTHER_PACKAGES("the token is limited to other packages"),
        NO_ROLE("no role with such an owner"),
        LOW_ROLE("the role with the owner is not enough for this"),
        BUDGET_SPENT("the budget for the month is spent"),
        REVOKED("the token was revoked or has expired, or the trust policy has changed");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }

        static Reason parse(String text) {
            for (var reason : values()) {
                if (reason.toString().equals(text)) {
                    return reason;
                }
            }
            throw new IllegalArgumentException("not a reason");
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Verdict allow(Reason reason) {
        return new Verdict(true, reason);
    }

    static Verdict refuse(Reason reason) {
        return new Verdict(false, reason);
    }
}

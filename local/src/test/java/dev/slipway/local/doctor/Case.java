package dev.slipway.local.doctor;

import java.util.Set;

/**
 * Something that goes wrong, and the check that must name it.
 *
 * @param what goes wrong
 * @param also which other checks cannot but fail then
 */
record Case(String check, String what, Breakage breakage, Set<String> also) {

    static Case of(String check, String what, Breakage breakage, String... also) {
        return new Case(check, what, breakage, Set.of(also));
    }

    @Override
    public String toString() {
        return check + ": " + what;
    }
}

package dev.slipway.local.doctor;

import java.util.Locale;

/**
 * What came of one check.
 *
 * @param found what came back, or why it could not be looked at
 */
record Finding(State state, String found) {

    /** How it is; written as people and programs read it. */
    enum State {
        OK,
        FAILED,
        WARNING,
        NOT_APPLICABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Finding ok(String found) {
        return new Finding(State.OK, found);
    }

    static Finding failed(String found) {
        return new Finding(State.FAILED, found);
    }

    static Finding warning(String found) {
        return new Finding(State.WARNING, found);
    }

    static Finding notApplicable(String why) {
        return new Finding(State.NOT_APPLICABLE, why);
    }

    /** Whether somebody should do something. */
    boolean isTrouble() {
        return state == State.FAILED || state == State.WARNING;
    }
}

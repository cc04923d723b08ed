package dev.slipway.local.doctor;

/** Something else came back than a check needs to go on: what, in a few words. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    Trouble(String message) {
        super(message);
    }
}

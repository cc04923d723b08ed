package dev.slipway.local;

/** Where a registry's state and its secrets are. */
public interface Cloud extends AutoCloseable {

    /** At hand at once, so that what needs them can start while the state is opened. */
    Keys keys();

    /** Opens the state; called once. */
    Ports open();

    /** Closes whatever was opened. */
    @Override
    void close();
}

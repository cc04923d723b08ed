package dev.slipway.local;

import dev.slipway.local.store.DataFolder;

/** Where a registry's state and its secrets are. */
public interface Cloud extends AutoCloseable {

    /** At hand at once, so that what needs them can start while the state is opened. */
    Keys keys();

    /** The folder on this machine that has the secrets, and the state unless that is elsewhere. */
    DataFolder folder();

    /** Opens the state; called once. */
    Ports open();

    /** Closes whatever was opened. */
    @Override
    void close();
}

package dev.slipway.registry.blob;

/** A chunk that does not follow what an upload has; carries how far it has come, so that the client can go on. */
public final class OutOfOrderException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Session session;

    OutOfOrderException(Session session) {
        super("the upload has " + session.offset() + " bytes", null, false, false);
        this.session = session;
    }

    public Session session() {
        return session;
    }
}

package dev.slipway.local;

/** What is to be done when the program is stopped before this is closed. */
public final class ShutdownHook implements AutoCloseable {

    private final Thread hook;

    public ShutdownHook(Runnable work) {
        hook = new Thread(work, "stopped");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the program is being stopped
        }
    }
}

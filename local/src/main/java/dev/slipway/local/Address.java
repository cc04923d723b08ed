package dev.slipway.local;

import dev.slipway.local.front.Front;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/** Where a registry listens. */
record Address(String host, int port) {

    private static final int LAST_PORT = 65_535;

    Address {
        if (port < 0 || port > LAST_PORT) {
            throw new CommandFailure("--port must be from 0 to " + LAST_PORT + ", not " + port);
        }
    }

    /** Takes the address, or says why it cannot be had. */
    Front take() {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new CommandFailure("--host " + host + " is no address of this machine");
        }
        try {
            return new Front(address);
        } catch (BindException e) {
            throw new CommandFailure("cannot listen on " + host + ":" + port + ": " + e.getMessage());
        } catch (IOException e) {
            throw new CommandFailure("cannot listen on " + host + ":" + port + ": " + e);
        }
    }

    /** Whether only this machine can reach it. */
    boolean isLoopback() {
        return new InetSocketAddress(host, port).getAddress().isLoopbackAddress();
    }

    /** The URL for clients on this machine. */
    String url(int boundPort) {
        boolean any = new InetSocketAddress(host, port).getAddress().isAnyLocalAddress();
        var name = any ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + boundPort;
    }
}

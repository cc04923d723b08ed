package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS for {@code localhost}, with a key made by the JDK's own tool, which is trusted by whoever has the same context. */
public final class SelfSigned {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private SelfSigned() {}

    /**
     * Makes a key, and what uses and trusts it.
     *
     * @param folder keeps the key
     * @param days how long the certificate is good
     */
    public static SSLContext localhost(Path folder, int days) throws Exception {
        var file = folder.resolve("keys-" + days + ".p12");
        if (Files.notExists(file)) {
            make(file, days);
        }
        var keys = KeyStore.getInstance(file.toFile(), PASSWORD);
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("localhost", keys.getCertificate("key"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void make(Path file, int days) throws Exception {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command = "-genkeypair -keyalg EC -dname CN=localhost -ext san=dns:localhost -alias key -storetype PKCS12"
                + " -storepass changeit -validity " + days;
        var words = new java.util.ArrayList<>(java.util.List.of(tool));
        words.addAll(java.util.List.of(command.split(" ")));
        words.addAll(java.util.List.of("-keystore", file.toString()));
        var made = new ProcessBuilder(words).redirectErrorStream(true).start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}

package dev.slipway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job of a CI system pushes with the ID token that it was given as its password, and nothing else. */
class WorkloadTest {

    @TempDir
    private static Path data;

    private static HttpServer issuer;
    private static RSAKey key;
    private static Server server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("sendCredentialsOverHttp", "true"); // for jib, which else sends none without TLS
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"%1$s\",\"jwks_uri\":\"%1$s/keys\"}".formatted(name()));
        answer("/keys", new JWKSet(key.toPublicJWK()).toString());
        issuer.start();
        server = Server.startWithSignIn(data.resolve("registry"), "--oidc-issuer=" + name());
        var policy = "{\"issuer\":\"" + name()
                + "\",\"audience\":\"slipway\",\"claims\":{\"sub\":\"repo:acme/app:ref:refs/heads/*\"},"
                + "\"scopes\":[\"write:packages\"],\"packages\":[\"admin/app\"]}";
        call("PUT", "/api/v1/owners/admin/trust-policies/ci", policy);
    }

    @AfterAll
    static void stop() {
        server.close();
        issuer.stop(0);
        System.clearProperty("sendCredentialsOverHttp");
    }

    @Test
    void aJobPushesWhatThePolicySays() throws Exception {
        push("admin/app:1", idToken("repo:acme/app:ref:refs/heads/main"));

        assertThat(call("GET", "/v2/admin/app/tags/list", "").body())
                .isEqualTo("{\"name\":\"admin/app\",\"tags\":[\"1\"]}");
    }

    @Test
    void aJobThatThePolicyDoesNotMeanIsRefused() {
        assertThatThrownBy(() -> push("admin/app:2", idToken("repo:acme/app:pull_request")))
                .isInstanceOf(RegistryAuthenticationFailedException.class)
                .hasMessageContaining("no trust policy");
    }

    @Test
    void aJobIsRefusedWhatThePolicyDoesNotSay() {
        assertThatThrownBy(() -> push("admin/other:1", idToken("repo:acme/app:ref:refs/heads/main")))
                .isInstanceOf(RegistryUnauthorizedException.class);
    }

    @Test
    void anAlteredTokenIsRefused() throws Exception {
        var token = idToken("repo:acme/app:ref:refs/heads/main");

        assertThatThrownBy(() -> push("admin/app:3", token.substring(0, token.length() - 8) + "AAAAAAAA"))
                .isInstanceOf(RegistryAuthenticationFailedException.class)
                .hasMessageContaining("the ID token is not valid");
    }

    private void push(String name, String password) throws Exception {
        var layer = Files.write(folder.resolve("layer"), Contents.random(name.hashCode(), 50_000));
        Jib.fromScratch()
                .addLayer(List.of(layer), AbsoluteUnixPath.get("/"))
                .containerize(Containerizer.to(
                                RegistryImage.named(server.host() + "/" + name).addCredential("admin", password))
                        .setAllowInsecureRegistries(true)
                        .setApplicationLayersCache(folder.resolve("layers"))
                        .setBaseImageLayersCache(folder.resolve("bases")));
    }

    private static String idToken(String subject) throws JOSEException {
        var now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(name())
                .audience("slipway")
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .build();
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String name() {
        return "http://127.0.0.1:" + issuer.getAddress().getPort();
    }

    private static void answer(String path, String json) {
        issuer.createContext(path, exchange -> send(exchange, json.getBytes(UTF_8)));
    }

    private static void send(HttpExchange exchange, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
        exchange.close();
    }

    private static HttpResponse<String> call(String method, String path, String body)
            throws IOException, InterruptedException {
        var admin = Files.readString(data.resolve("registry/admin-token")).strip();
        var request = HttpRequest.newBuilder(URI.create("http://" + server.host() + path))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(("admin:" + admin).getBytes(UTF_8)))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer;
        }
    }
}

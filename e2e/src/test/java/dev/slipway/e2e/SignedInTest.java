package dev.slipway.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import land.oras.ContainerRef;
import land.oras.Registry;
import land.oras.exception.OrasException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java clients with credentials, on a registry that asks for them. */
class SignedInTest {

    @TempDir
    private static Path data;

    private static Server server;
    private static String admin;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        System.setProperty("sendCredentialsOverHttp", "true"); // for jib, which else sends none without TLS
        server = Server.startWithSignIn(data.resolve("registry"));
        admin = Files.readString(data.resolve("registry/admin-token")).strip();
    }

    @AfterAll
    static void stop() {
        server.close();
        System.clearProperty("sendCredentialsOverHttp");
    }

    @Test
    void orasPullsWhatJibPushed() throws Exception {
        var pushed = push("admin/jib:1", admin);

        var manifest = oras(admin).getManifest(reference("admin/jib:1"));

        assertThat(manifest.getLayers()).hasSize(1);
        assertThat(oras(admin).getDescriptor(reference("admin/jib:1")).getDigest())
                .isEqualTo(pushed.getDigest().toString());
    }

    @Test
    void jibIsRefusedWithAWrongTokenAndWithOneForReading() throws Exception {
        assertThatThrownBy(() -> push("admin/refused:1", "wrong"))
                .isInstanceOf(RegistryAuthenticationFailedException.class)
                .hasMessageContaining("neither a personal access token nor an ID token");

        var reading = token("read:packages");
        assertThatThrownBy(() -> push("admin/refused:1", reading)).isInstanceOf(RegistryUnauthorizedException.class);
    }

    @Test
    void aTokenForReadingPullsAndNothingElse() throws Exception {
        push("admin/read:1", admin);
        var reading = oras(token("read:packages"));

        assertThat(reading.getManifest(reference("admin/read:1")).getLayers()).hasSize(1);
        assertThatThrownBy(() -> reading.deleteManifest(reference("admin/read:1")))
                .isInstanceOf(OrasException.class);
        assertThat(reading.getManifest(reference("admin/read:1")).getLayers()).hasSize(1);
    }

    @Test
    void onlyWhatIsPublicIsPulledWithoutSigningIn() throws Exception {
        push("admin/shown:1", admin);
        push("admin/hidden:1", admin);
        assertThat(call("PATCH", "packages/admin/shown", "{\"visibility\":\"public\"}"))
                .contains("public");
        var nobody = Registry.builder().insecure(server.host()).build();

        assertThat(nobody.getManifest(reference("admin/shown:1")).getLayers()).hasSize(1);
        assertThatThrownBy(() -> nobody.getManifest(reference("admin/hidden:1")))
                .isInstanceOf(OrasException.class);
    }

    private JibContainer push(String name, String password) throws Exception {
        var layer = Files.write(folder.resolve("layer"), Contents.random(name.hashCode(), 50_000));
        return Jib.fromScratch()
                .addLayer(List.of(layer), AbsoluteUnixPath.get("/"))
                .containerize(Containerizer.to(
                                RegistryImage.named(server.host() + "/" + name).addCredential("admin", password))
                        .setAllowInsecureRegistries(true)
                        .setApplicationLayersCache(folder.resolve("layers"))
                        .setBaseImageLayersCache(folder.resolve("bases")));
    }

    private static Registry oras(String password) {
        return Registry.builder().insecure(server.host(), "admin", password).build();
    }

    private static ContainerRef reference(String name) {
        return ContainerRef.parse(server.host() + "/" + name);
    }

    /** A further token of the administrator's. */
    private static String token(String scope) throws IOException, InterruptedException {
        var answer = call("POST", "tokens", "{\"name\":\"test\",\"scopes\":[\"" + scope + "\"]}");
        return answer.replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    }

    private static String call(String method, String path, String body) throws IOException, InterruptedException {
        var basic = Base64.getEncoder().encodeToString(("admin:" + admin).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(URI.create("http://" + server.host() + "/api/v1/" + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
            return answer.body();
        }
    }
}

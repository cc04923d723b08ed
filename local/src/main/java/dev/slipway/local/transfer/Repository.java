package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.Descriptor;
import dev.slipway.local.image.Manifest;
import dev.slipway.local.manage.Visitor;
import dev.slipway.registry.manifest.MediaType;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Reference;
import dev.slipway.registry.name.RepositoryName;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** One repository of a registry, for somebody who may do with it what they do. What is refused is a {@link CommandFailure}. */
final class Repository {

    private static final String MANIFESTS =
            Arrays.stream(MediaType.values()).map(MediaType::toString).collect(Collectors.joining(", "));

    private final Connection connection;
    private final Visitor visitor;
    private final RepositoryName name;
    private final Bearer bearer;

    /**
     * @param actions what is to be done, such as {@code pull,push}
     */
    Repository(Connection connection, Visitor visitor, RepositoryName name, String actions) {
        this.connection = connection;
        this.visitor = visitor;
        this.name = name;
        this.bearer = new Bearer(connection, visitor, "repository:" + name + ":" + actions);
    }

    Connection connection() {
        return connection;
    }

    RepositoryName name() {
        return name;
    }

    /** Whether the repository has a blob. */
    boolean has(Descriptor blob) throws InterruptedException {
        var answer = send(request("blobs/" + blob.digest()).method("HEAD", BodyPublishers.noBody()));
        return switch (answer.statusCode()) {
            case 200 -> true;
            case 404 -> false;
            default -> throw named(answer, "HEAD of " + blob.digest());
        };
    }

    /** Pushes a small blob at once. */
    void put(Digest digest, byte[] content) throws InterruptedException {
        var answer = send(request("blobs/uploads/?digest=" + digest)
                .POST(BodyPublishers.ofByteArray(content))
                .header("Content-Type", "application/octet-stream"));
        expect(201, answer);
    }

    /** Begins an upload; answers its URL. */
    URI begin() throws InterruptedException {
        var answer = send(request("blobs/uploads/").POST(BodyPublishers.noBody()));
        expect(202, answer);
        return location(answer)
                .orElseThrow(() -> new CommandFailure(visitor.registry() + " does not say where to upload"));
    }

    void put(Manifest manifest, Reference reference) throws InterruptedException {
        var answer = sendPatiently(request("manifests/" + reference)
                .PUT(BodyPublishers.ofByteArray(manifest.content()))
                .header("Content-Type", manifest.descriptor().mediaType()));
        expect(201, answer);
    }

    /** The manifest of a tag or digest. */
    Manifest manifest(Reference reference) throws InterruptedException {
        var answer = send(request("manifests/" + reference).header("Accept", MANIFESTS));
        expect(200, answer);
        var type = answer.headers().firstValue("Content-Type").orElse("");
        var digest = reference instanceof Digest wanted ? wanted : told(answer);
        return Manifest.read(Descriptor.of(type, digest, answer.body().length), answer.body());
    }

    /** Where a blob is to be read from; the answer of anything but a redirect is to be read itself. */
    HttpRequest.Builder blob(Digest digest) {
        return request("blobs/" + digest);
    }

    /** Lets a request show who asks. */
    Optional<String> authorization() {
        return bearer.header();
    }

    void renew(Optional<String> used, HttpResponse<byte[]> challenge) throws InterruptedException {
        bearer.renew(used, challenge);
    }

    /** The URL that an answer names, on this registry's own host: what an upload's bytes go to is nobody else's. */
    Optional<URI> location(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(text -> visitor.registry()
                        .within("/", text)
                        .map(visitor.registry()::resolve)
                        .orElseThrow(() -> new CommandFailure(
                                visitor.registry() + " sends elsewhere to upload, which is not followed")));
    }

    void expect(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != status) {
            throw new Refusal(visitor).of(answer);
        }
    }

    CommandFailure refused(HttpResponse<byte[]> answer) {
        return new Refusal(visitor).of(answer);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws InterruptedException {
        return send(request, connection::send);
    }

    private HttpResponse<byte[]> sendPatiently(HttpRequest.Builder request) throws InterruptedException {
        return send(request, connection::sendPatiently);
    }

    /** Sends a request, and once more where the token it showed is none or has expired. */
    private HttpResponse<byte[]> send(HttpRequest.Builder request, Sending sending) throws InterruptedException {
        var shown = bearer.header();
        shown.ifPresent(header -> request.setHeader("Authorization", header));
        var answer = sending.send(request.build());
        if (answer.statusCode() != 401) {
            return answer;
        }
        bearer.renew(shown, answer);
        bearer.header().ifPresent(header -> request.setHeader("Authorization", header));
        return sending.send(request.build());
    }

    @FunctionalInterface
    private interface Sending {
        HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(visitor.registry().resolve("/v2/" + name + "/" + path));
    }

    /** A HEAD has no body to say why. */
    private CommandFailure named(HttpResponse<byte[]> answer, String what) {
        return answer.statusCode() == 401 || answer.statusCode() == 403
                ? new CommandFailure(
                        (visitor.login().isEmpty() ? "you are not signed in to " : "you may not do this at ")
                                + visitor.registry() + ": " + what + " in " + name + " was answered "
                                + answer.statusCode())
                : new CommandFailure(visitor.registry() + " answered " + answer.statusCode() + " to " + what);
    }

    private static Digest told(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Docker-Content-Digest")
                .map(Digest::parse)
                .orElseGet(() -> Digest.of(Algorithm.SHA256, answer.body()));
    }
}

package dev.slipway.registry;

import dev.slipway.registry.blob.ContentRange;
import dev.slipway.registry.blob.OutOfOrderException;
import dev.slipway.registry.blob.RelayedParts.PartUrl;
import dev.slipway.registry.blob.RelayedParts.PutPart;
import dev.slipway.registry.blob.Session;
import dev.slipway.registry.manifest.PushedManifest;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Reference;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.state.MultipartUploads.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pushes to one repository, in all the ways there are. */
public final class Client {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Registry registry;
    private final RepositoryName repository;

    public Client(Registry registry, String repository) {
        this.registry = registry;
        this.repository = new RepositoryName(repository);
    }

    public RepositoryName repository() {
        return repository;
    }

    public Session start() {
        return registry.uploads().start(repository);
    }

    /** Pushes a blob in one request. */
    public Digest push(byte[] content) {
        return finish(start(), Content.sha256(content), content);
    }

    /** Pushes a blob in chunks, then closes the upload without a body. */
    public Digest push(List<byte[]> chunks) {
        return finish(append(start(), chunks), Content.sha256(join(chunks)), new byte[0]);
    }

    public Session append(Session session, List<byte[]> chunks) {
        var reached = session;
        for (var chunk : chunks) {
            reached = append(reached, chunk);
        }
        return reached;
    }

    public Session append(Session session, byte[] chunk) {
        try {
            return registry.uploads().append(repository, session.id(), range(session, chunk), chunk);
        } catch (OutOfOrderException e) {
            throw new AssertionError(e);
        }
    }

    public Digest finish(Session session, Digest digest, byte[] last) {
        try {
            registry.finishedUploads().finish(repository, session.id(), digest, range(session, last), last);
            return digest;
        } catch (OutOfOrderException e) {
            throw new AssertionError(e);
        }
    }

    /** How far an upload has come. */
    public Session status(Session session) {
        return registry.uploads().status(repository, session.id());
    }

    /** Asks for what was relayed to be verified, as a relay does; answers whether it is. */
    public boolean ask(Session session) {
        try {
            return registry.verification().ask(repository, session.id(), session.offset());
        } catch (OutOfOrderException e) {
            throw new AssertionError(e);
        }
    }

    /** Adds parts as a relay does. */
    public Session relay(Session session, List<byte[]> parts) {
        var urls = registry.relayedParts().urls(repository, session.id(), parts.size());
        var put = new ArrayList<PutPart>();
        for (var i = 0; i < parts.size(); i++) {
            put.add(put(urls.urls().get(i), parts.get(i)));
        }
        try {
            return registry.relayedParts().add(repository, session.id(), session.offset(), put);
        } catch (OutOfOrderException e) {
            throw new AssertionError(e);
        }
    }

    /** Puts a part where its URL says. */
    public static PutPart put(PartUrl url, byte[] part) {
        var request = HttpRequest.newBuilder(url.url())
                .timeout(Duration.ofSeconds(60))
                .PUT(BodyPublishers.ofByteArray(part))
                .build();
        try {
            var answer = HTTP.send(request, BodyHandlers.discarding());
            var tag = answer.headers().firstValue("etag").orElseThrow();
            return new PutPart(new Part(url.number(), tag), part.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public PushedManifest push(String reference, byte[] manifest, String... tags) {
        var more = new LinkedHashSet<Tag>();
        List.of(tags).forEach(tag -> more.add(new Tag(tag)));
        return registry.manifestPushes()
                .push(repository, Reference.parse(reference), Set.copyOf(more), Optional.empty(), manifest);
    }

    public byte[] pull(String reference) {
        return registry.manifests().pull(repository, Reference.parse(reference)).content();
    }

    /** The bytes that a blob's URL would lead to. */
    public byte[] pull(Digest blob) {
        try (var content = registry.bucket()
                .open(registry.blobs().pull(repository, blob).key())
                .orElseThrow()) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] join(List<byte[]> chunks) {
        var all = new ByteArrayOutputStream();
        chunks.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static Optional<ContentRange> range(Session session, byte[] content) {
        return content.length == 0
                ? Optional.empty()
                : Optional.of(new ContentRange(session.offset(), session.offset() + content.length - 1));
    }
}

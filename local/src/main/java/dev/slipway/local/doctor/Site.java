package dev.slipway.local.doctor;

import dev.slipway.local.manage.Answers;
import dev.slipway.local.manage.Printable;
import dev.slipway.local.manage.RegistryUrl;
import dev.slipway.local.manage.Visitor;
import dev.slipway.local.transfer.Bearer;
import dev.slipway.local.transfer.Connection;
import dev.slipway.local.transfer.Refusal;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The deployment that is looked at, and the repository in it that is written to. Each request names the check that makes it. */
final class Site {

    private static final int LARGEST_ANSWER = 8 << 20;
    private static final int FIXTURE = 1 << 20;

    private final Visitor visitor;
    private final RepositoryName repository;
    private final Connection connection;
    private final Bearer bearer;
    private final Plan plan;
    private final Scratch scratch = new Scratch(this);
    private final Uploads uploads = new Uploads(this);
    private String asking = "start";
    private boolean everyoneMay;
    private Duration firstAnswer = Duration.ZERO;
    private Optional<Sample> fixture = Optional.empty();

    Site(Visitor visitor, RepositoryName repository, Connection connection, Plan plan) {
        this.visitor = visitor;
        this.repository = repository;
        this.connection = connection;
        this.plan = plan;
        this.bearer = new Bearer(connection, visitor, "repository:" + repository + ":pull,push,delete");
    }

    /**
     * Signs in, and looks whether the repository may be written to and emptied.
     *
     * @throws dev.slipway.local.CommandFailure when not
     */
    void open() throws IOException, InterruptedException {
        everyoneMay = bare(at("/v2/")).statusCode() == 200;
        if (!everyoneMay) {
            bearer.fetch();
        }
        var start = System.nanoTime();
        require(200, send(at("/v2/")));
        firstAnswer = Duration.ofNanos(System.nanoTime() - start);
        var sample = Sample.of(32);
        require(201, push(sample));
        require(202, send(in("blobs/" + sample.digest()).DELETE()));
    }

    RegistryUrl url() {
        return visitor.registry();
    }

    RepositoryName repository() {
        return repository;
    }

    Plan plan() {
        return plan;
    }

    Scratch scratch() {
        return scratch;
    }

    Uploads uploads() {
        return uploads;
    }

    /** Whether nobody is asked to sign in. */
    boolean everyoneMay() {
        return everyoneMay;
    }

    /** How long the first request to a handler took. */
    Duration firstAnswer() {
        return firstAnswer;
    }

    void asks(String check) {
        asking = check;
    }

    /** A request to a path of this host. */
    HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(url().resolve(path));
    }

    /** A request to a path in the repository, such as {@code tags/list}. */
    HttpRequest.Builder in(String path) {
        return at("/v2/" + repository + "/" + path);
    }

    /** The answer to a request that shows who asks. */
    HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request, () -> 0);
    }

    /**
     * The same, for as long as something moves.
     *
     * @param moved how many bytes have
     */
    HttpResponse<byte[]> send(HttpRequest.Builder request, LongSupplier moved)
            throws IOException, InterruptedException {
        authorization().ifPresent(value -> request.setHeader("Authorization", value));
        return bare(request, moved);
    }

    /** What is shown, where anything is. */
    Optional<String> authorization() {
        return everyoneMay ? Optional.empty() : bearer.header();
    }

    /** The answer to a request as it is. */
    HttpResponse<byte[]> bare(HttpRequest.Builder request) throws IOException, InterruptedException {
        return bare(request, () -> 0);
    }

    private HttpResponse<byte[]> bare(HttpRequest.Builder request, LongSupplier moved)
            throws IOException, InterruptedException {
        request.setHeader("User-Agent", "slipway-doctor/" + asking);
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER);
        return connection.whileMoving(request.build(), handler, moved);
    }

    /** Pushes a blob through a handler, at once. */
    HttpResponse<byte[]> push(Sample sample) throws IOException, InterruptedException {
        var digest = sample.digest();
        scratch.blob(digest);
        var answer = send(in("blobs/uploads/?digest=" + digest)
                .POST(BodyPublishers.ofByteArray(sample.bytes()))
                .header("Content-Type", Uploads.BYTES));
        if (answer.statusCode() != 201) {
            scratch.forget(digest);
        }
        return answer;
    }

    /** A blob that is there, for checks that need one. */
    Sample fixture() throws Trouble, IOException, InterruptedException {
        if (fixture.isEmpty()) {
            var sample = Sample.of(FIXTURE);
            expect(201, push(sample), "the blob pushed for this");
            fixture = Optional.of(sample);
        }
        return fixture.get();
    }

    /** The status of a HEAD of a blob. */
    int status(Digest blob) throws IOException, InterruptedException {
        return send(in("blobs/" + blob).HEAD()).statusCode();
    }

    /** The URL on this host that an answer leads to. */
    URI location(HttpResponse<byte[]> answer) throws Trouble {
        var text = answer.headers().firstValue("Location").orElseThrow(() -> new Trouble("there is no Location"));
        return url().within("/", text)
                .map(url()::resolve)
                .orElseThrow(() -> new Trouble("Location leads elsewhere than to this host: " + text));
    }

    /** What came, where something else was to come. */
    void expect(int status, HttpResponse<byte[]> answer, String what) throws Trouble {
        if (answer.statusCode() != status) {
            throw new Trouble(what + " was answered " + told(answer));
        }
    }

    /** A status, and what an error says of itself. */
    String told(HttpResponse<byte[]> answer) {
        var type = answer.headers().firstValue("Content-Type").map(text -> " with " + Printable.of(text));
        var error = new Answers(url()).error(answer).map(text -> " " + text);
        return answer.statusCode()
                + error.or(() -> answer.body().length == 0 ? Optional.empty() : type)
                        .orElse("");
    }

    /** A header's value as it is shown; {@code none} where there is none. */
    static String shown(HttpResponse<?> answer, String header) {
        return Printable.of(answer.headers().firstValue(header).orElse("none"));
    }

    String why(IOException e) {
        return String.valueOf(connection.failure(e).getMessage());
    }

    private void require(int status, HttpResponse<byte[]> answer) {
        if (answer.statusCode() != status) {
            throw new Refusal(visitor).of(answer);
        }
    }
}

package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.ScriptedServer.Received;
import dev.slipway.registry.state.AwsActions;
import dev.slipway.registry.state.AwsCall;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.MultipartUploads.Part;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The requests that the adapters send, and the actions that AWS's access rules know those by. */
class AwsActionsTest {

    private static final Pattern OPERATION = Pattern.compile("DynamoDB_20120810\\.(\\w+)");
    private static final ObjectKey FROM = new ObjectKey("staging/1/whole");
    private static final ObjectKey TO = new ObjectKey("blobs/copied/2");
    private static final Key KEY = new Key("r#a", "b");
    private static final List<Part> PARTS = List.of(new Part(1, "\"tag\""));

    private ScriptedServer server;
    private Table table;
    private Bucket bucket;
    private MultipartUploads uploads;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        var registry = AwsUnderTest.wired(server.url(), server.url());
        table = registry.table();
        bucket = registry.bucket();
        uploads = registry.uploads();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void readsOfTheTable() {
        server.answersJson(200, "{}").answersJson(200, "{\"Responses\":{}}").answersJson(200, "{\"Items\":[]}");
        table.get(KEY);
        table.getAll(List.of(KEY));
        table.query(Query.all("r#a", "b"));

        assertThat(sent())
                .isEqualTo(actions(
                        AwsActions.get(KEY), AwsActions.getAll(List.of(KEY)), AwsActions.query(Query.all("r#a", "b"))));
    }

    @Test
    void writesThatAreSentAlone() {
        var writes = List.of(
                new Write.Put(Item.at(KEY), Condition.ALWAYS),
                new Write.Update(KEY, Map.of(), Map.of("a", 1L), Condition.ALWAYS),
                new Write.Delete(KEY, Condition.ALWAYS));
        for (var write : writes) {
            server.answersJson(200, "{}");
            table.write(List.of(write));
            assertThat(sent()).isEqualTo(actions(AwsActions.write(List.of(write))));
            server.received().clear();
        }
    }

    @Test
    void writesOfATransaction() {
        List<Write> writes = List.of(
                new Write.Put(Item.at(KEY), Condition.ABSENT), new Write.Check(new Key("b#1", "c"), Condition.EXISTS));
        server.answersJson(200, "{}");
        table.write(writes);

        assertThat(sent()).isEqualTo(actions(AwsActions.write(writes)));
        assertThat(AwsActions.write(writes))
                .allSatisfy(call -> assertThat(call.resources()).containsExactlyInAnyOrder("r#a", "b#1"));
    }

    @Test
    void callsOfTheBucket() {
        server.answersXml(200, "").answersXml(200, "").answersXml(200, "").answersXml(200, "<ListBucketResult/>");
        bucket.put(FROM, new byte[] {1});
        bucket.find(FROM);
        bucket.open(FROM).ifPresent(AwsActionsTest::close);
        bucket.list("blobs/");
        server.answersXml(200, "<CopyObjectResult/>").answersXml(200, "").answersXml(204, "");
        bucket.copy(FROM, TO);
        bucket.delete(TO);

        assertThat(sent())
                .isEqualTo(actions(
                        AwsActions.put(FROM),
                        AwsActions.read(FROM),
                        AwsActions.list("blobs/"),
                        AwsActions.copy(FROM, TO),
                        AwsActions.delete(TO)));
    }

    @Test
    void callsOfMultipartUploads() {
        server.answersXml(200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>")
                .answersXml(200, "")
                .answersXml(200, "<CopyPartResult><ETag>t</ETag></CopyPartResult>")
                .answersXml(200, "<CompleteMultipartUploadResult/>")
                .answersXml(200, "")
                .answersXml(204, "");
        uploads.begin(FROM);
        uploads.put(FROM, "u", 1, new byte[] {1});
        uploads.copy(FROM, "u", 2, TO, 6 << 20);
        uploads.complete(FROM, "u", PARTS);
        uploads.abort(FROM, "u");

        assertThat(sent())
                .isEqualTo(actions(
                        AwsActions.put(FROM),
                        AwsActions.copyPart(TO, FROM),
                        AwsActions.complete(FROM),
                        AwsActions.abort(FROM)));
        assertThat(uploads.partUrl(FROM, "u", 3, Duration.ofMinutes(1)).getPath())
                .endsWith(FROM.value());
    }

    @SafeVarargs
    private static Set<String> actions(List<AwsCall>... calls) {
        return Stream.of(calls).flatMap(List::stream).map(AwsCall::action).collect(Collectors.toSet());
    }

    /** The actions of all requests; who reads an object has to be allowed to list as well, or S3 answers 403 for 404. */
    private Set<String> sent() {
        var actions = new LinkedHashSet<String>();
        server.received().forEach(request -> actions.addAll(actions(request)));
        return actions;
    }

    private static List<String> actions(Received request) {
        var operation = OPERATION.matcher(request.headers().getOrDefault("x-amz-target", ""));
        if (!operation.find()) {
            return ofS3(request);
        }
        return operation.group(1).equals("TransactWriteItems")
                ? Stream.of("Put", "Update", "Delete", "ConditionCheck")
                        .filter(action -> request.body().contains("\"" + action + "\":{"))
                        .map(action -> "dynamodb:" + action + "Item")
                        .toList()
                : List.of("dynamodb:" + operation.group(1));
    }

    private static List<String> ofS3(Received request) {
        var query = String.valueOf(request.target().getRawQuery());
        return switch (request.method()) {
            case "GET" ->
                query.contains("list-type=2") ? List.of("s3:ListBucket") : List.of("s3:GetObject", "s3:ListBucket");
            case "HEAD" -> List.of("s3:GetObject", "s3:ListBucket");
            case "DELETE" -> List.of(query.contains("uploadId") ? "s3:AbortMultipartUpload" : "s3:DeleteObject");
            case "POST" -> List.of("s3:PutObject");
            case "PUT" ->
                request.headers().containsKey("x-amz-copy-source")
                        ? List.of("s3:GetObject", "s3:ListBucket", "s3:PutObject")
                        : List.of("s3:PutObject");
            default -> List.of(request.method() + " is no request of ours");
        };
    }

    private static void close(InputStream stream) {
        try (stream) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/** What calls to AWS are counted as, troubles among them. */
final class MeteringTest {

    private static final Key KEY = new Key("p", "1");
    private static final Write PUT = new Write.Put(Item.at(KEY), Condition.ALWAYS);
    private static final Write CLAIM = new Write.Put(Item.at(new Key("p", "2")), Condition.ABSENT);
    private static final ObjectKey OBJECT = new ObjectKey("blobs/x");

    private ScriptedServer dynamoDb;
    private ScriptedServer s3;
    private Table table;
    private Bucket bucket;
    private MultipartUploads uploads;

    @BeforeEach
    void start() throws IOException {
        dynamoDb = new ScriptedServer();
        s3 = new ScriptedServer();
        var aws = AwsUnderTest.wired(dynamoDb.url(), s3.url());
        table = aws.table();
        bucket = aws.bucket();
        uploads = aws.uploads();
    }

    @AfterEach
    void stop() {
        dynamoDb.close();
        s3.close();
    }

    @Test
    void theTableIsAskedForItsUnitsAndTheyAreCounted() {
        for (var units : List.of("1.0", "3.0", "1.0", "2.0")) {
            dynamoDb.answersJson(200, consumed(units));
        }
        dynamoDb.answersJson(200, "{\"Responses\":{},\"ConsumedCapacity\":[{\"CapacityUnits\":5.0}]}");

        assertThat(measured(() -> {
                    table.get(KEY);
                    table.query(Query.all("p", ""));
                    table.write(List.of(PUT));
                    table.write(List.of(new Write.Delete(KEY, Condition.ALWAYS)));
                    table.getAll(List.of(KEY));
                }))
                .isEqualTo(new Usage(Map.of(Unit.TABLE_READ, 9L, Unit.TABLE_WRITE, 3L)));
        assertThat(dynamoDb.received())
                .allMatch(request -> request.body().contains("\"ReturnConsumedCapacity\":\"TOTAL\""));
    }

    /** A transaction that is sent again and was made before is charged as a read, and DynamoDB says so. */
    @Test
    void whatATransactionReportsIsCountedAsItIs() {
        dynamoDb.answersJson(
                200,
                "{\"ConsumedCapacity\":[{\"CapacityUnits\":6.0,\"ReadCapacityUnits\":2.0,\"WriteCapacityUnits\":4.0}]}");

        assertThat(measured(() -> table.write(List.of(PUT, CLAIM))))
                .isEqualTo(new Usage(Map.of(Unit.TABLE_READ, 2L, Unit.TABLE_WRITE, 4L)));
    }

    @Test
    void whatIsThrottledUsesNothingAndAnAttemptWithoutAnAnswerAsMuchAsTheNext() {
        dynamoDb.answersJson(400, error("ThrottlingException"))
                .hangsUp()
                .answersJson(500, error("InternalServerError"))
                .answersJson(200, consumed("3.0"));

        assertThat(measured(() -> table.get(KEY))).isEqualTo(new Usage(Map.of(Unit.TABLE_READ, 6L)));
    }

    @Test
    void aConditionThatDoesNotHoldUsesTheLeast() {
        dynamoDb.answersJson(400, error("ConditionalCheckFailedException"))
                .answersJson(400, canceled("ConditionalCheckFailed"));

        assertThat(measured(() -> {
                    table.write(List.of(new Write.Put(Item.at(KEY), Condition.EXISTS)));
                    table.write(List.of(PUT, CLAIM));
                }))
                .isEqualTo(new Usage(Map.of(Unit.TABLE_WRITE, 5L)));
    }

    @Test
    void whatIsNotValidUsesNothing() {
        dynamoDb.answersJson(400, error("ValidationException")).answersJson(400, canceled("ValidationError"));

        assertThat(measured(() -> {
                    assertThatThrownBy(() -> table.write(List.of(PUT))).isInstanceOf(SdkException.class);
                    assertThatThrownBy(() -> table.write(List.of(PUT, CLAIM))).isInstanceOf(SdkException.class);
                }))
                .isEqualTo(Usage.NONE);
    }

    @Test
    void attemptsThatNobodyAnswersAreCountedAtTheLeast() {
        for (var attempt = 0; attempt < 8; attempt++) {
            dynamoDb.hangsUp();
        }

        assertThat(measured(() -> assertThatThrownBy(() -> table.get(KEY)).isInstanceOf(SdkException.class)))
                .isEqualTo(new Usage(Map.of(Unit.TABLE_READ, 8L)));
    }

    @Test
    void requestsToTheBucketAreCountedByTheirClass() {
        s3.answersXml(200, "")
                .answersXml(404, "")
                .answersXml(204, "")
                .answersXml(200, "<ListBucketResult></ListBucketResult>")
                .answersXml(204, "")
                .answersXml(
                        200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>");

        assertThat(measured(() -> {
                    bucket.put(OBJECT, new byte[3]);
                    bucket.find(OBJECT);
                    bucket.delete(OBJECT);
                    bucket.list("blobs/");
                    uploads.abort(OBJECT, "u");
                    uploads.begin(OBJECT);
                }))
                .isEqualTo(new Usage(Map.of(Unit.BUCKET_WRITE, 3L, Unit.BUCKET_READ, 1L, Unit.BUCKET_DELETE, 2L)));
    }

    @Test
    void everyAttemptIsARequestToTheBucket() {
        s3.answersXml(503, "<Error><Code>SlowDown</Code></Error>")
                .hangsUp()
                .answersXml(500, "<Error><Code>InternalError</Code></Error>")
                .answersXml(200, "");

        assertThat(measured(() -> bucket.put(OBJECT, new byte[3]))).isEqualTo(new Usage(Map.of(Unit.BUCKET_WRITE, 4L)));
    }

    private static Usage measured(Runnable work) {
        var meter = new Meter();
        meter.measure(() -> {
            work.run();
            return true;
        });
        return meter.usage();
    }

    private static String consumed(String units) {
        return "{\"ConsumedCapacity\":{\"CapacityUnits\":%s}}".formatted(units);
    }

    private static String error(String code) {
        return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\"}".formatted(code);
    }

    private static String canceled(String reason) {
        return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                + "\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"%s\"}]}".formatted(reason);
    }
}

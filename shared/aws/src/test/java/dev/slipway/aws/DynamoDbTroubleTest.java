package dev.slipway.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.Write;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What DynamoDB does when many write at once, or a line breaks: none of its stand-ins does it. */
class DynamoDbTroubleTest {

    private static final Pattern TOKEN = Pattern.compile("\"ClientRequestToken\":\"([^\"]+)\"");
    private static final Key FIRST = new Key("p", "1");
    private static final Key SECOND = new Key("p", "2");
    private static final Write PUT = new Write.Put(Item.at(FIRST), Condition.ALWAYS);
    private static final Write CLAIM = new Write.Put(Item.at(FIRST), Condition.ABSENT);
    private static final Write COUNT = new Write.Update(SECOND, Map.of(), Map.of("n", 1L), Condition.ALWAYS);

    private ScriptedServer dynamoDb;
    private Table table;

    @BeforeEach
    void start() throws IOException {
        dynamoDb = new ScriptedServer();
        table = AwsUnderTest.wired(dynamoDb.url(), URI.create("http://127.0.0.1:9"))
                .table();
    }

    @AfterEach
    void stop() {
        dynamoDb.close();
    }

    @Test
    void aTransactionThatMeetsAnotherIsSentAgainAsItWas() {
        dynamoDb.answersJson(400, canceled("None", "TransactionConflict"))
                .answersJson(400, canceled("ThrottlingError", "None"))
                .answersJson(200, "{}");

        assertThat(table.write(List.of(CLAIM, COUNT))).isEmpty();

        assertThat(targets()).containsExactly("TransactWriteItems", "TransactWriteItems", "TransactWriteItems");
        assertThat(tokens()).hasSize(3).containsOnly(tokens().getFirst());
    }

    @Test
    void aSingleWriteThatMeetsATransactionIsSentAgain() {
        dynamoDb.answersJson(400, error("TransactionConflictException")).answersJson(200, "{}");

        assertThat(table.write(List.of(PUT))).isEmpty();

        assertThat(targets()).containsExactly("PutItem", "PutItem");
    }

    @Test
    void namesTheKeysThatRefused() {
        dynamoDb.answersJson(400, canceled("ConditionalCheckFailed", "TransactionConflict"));

        assertThat(table.write(List.of(CLAIM, COUNT))).containsExactly(FIRST);

        assertThat(dynamoDb.received()).hasSize(1);
    }

    @Test
    void aRefusedSingleWriteNamesItsKey() {
        dynamoDb.answersJson(400, error("ConditionalCheckFailedException"));

        assertThat(table.write(List.of(new Write.Put(Item.at(FIRST), Condition.EXISTS))))
                .containsExactly(FIRST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ProvisionedThroughputExceededException",
                "RequestLimitExceeded",
                "ThrottlingException",
                "TransactionInProgressException"
            })
    void triesAgainWhatWasTooMuch(String trouble) {
        dynamoDb.answersJson(400, error(trouble))
                .answersJson(400, error(trouble))
                .answersJson(200, "{}");

        assertThat(table.write(List.of(CLAIM, COUNT))).isEmpty();

        assertThat(tokens()).hasSize(3).containsOnly(tokens().getFirst());
    }

    /** The first request took effect and its answer was lost. Sent again with its token it is not refused by itself. */
    @Test
    void aClaimWhoseAnswerWasLostIsNotRefusedByItself() {
        dynamoDb.hangsUp().answersJson(200, "{}");

        assertThat(table.write(List.of(CLAIM))).isEmpty();

        assertThat(targets()).containsExactly("TransactWriteItems", "TransactWriteItems");
        assertThat(tokens()).hasSize(2).containsOnly(tokens().getFirst());
    }

    @Test
    void aCountWhoseAnswerWasLostIsCountedOnce() {
        dynamoDb.answersJson(500, error("InternalServerError")).answersJson(200, "{}");

        assertThat(table.write(List.of(COUNT))).isEmpty();

        assertThat(tokens()).hasSize(2).containsOnly(tokens().getFirst());
    }

    @Test
    void twoWritesHaveTwoTokens() {
        dynamoDb.answersJson(200, "{}").answersJson(200, "{}");

        table.write(List.of(COUNT));
        table.write(List.of(COUNT));

        assertThat(tokens()).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void aWriteThatMayBeMadeTwiceCostsOne() {
        dynamoDb.hangsUp().answersJson(200, "{}");

        assertThat(table.write(List.of(PUT))).isEmpty();

        assertThat(targets()).containsExactly("PutItem", "PutItem");
    }

    @Test
    void givesUpAfterEightAttemptsAndSaysThatItWasTooMuch() {
        for (var attempt = 0; attempt < 9; attempt++) {
            dynamoDb.answersJson(400, canceled("TransactionConflict", "None"));
        }

        assertThatThrownBy(() -> table.write(List.of(CLAIM, COUNT)))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.TOOMANYREQUESTS));

        assertThat(dynamoDb.received()).hasSize(8);
    }

    @Test
    void doesNotTryAgainWhatIsWrong() {
        dynamoDb.answersJson(400, canceled("ValidationError", "TransactionConflict"));
        assertThatThrownBy(() -> table.write(List.of(CLAIM, COUNT))).isInstanceOf(TransactionCanceledException.class);

        dynamoDb.answersJson(400, error("ValidationException"));
        assertThatThrownBy(() -> table.get(FIRST)).isInstanceOf(DynamoDbException.class);

        assertThat(dynamoDb.received()).hasSize(2);
    }

    @Test
    void asksAgainForWhatABatchLeftOut() {
        var left = "{\"slipway\":{\"Keys\":[{\"pk\":{\"S\":\"p\"},\"sk\":{\"S\":\"2\"}}],\"ConsistentRead\":true}}";
        dynamoDb.answersJson(200, batch(item("1"), left))
                .answersJson(200, batch("", left))
                .answersJson(200, batch(item("2"), "{}"));

        assertThat(named("slipway").getAll(List.of(FIRST, SECOND))).containsOnlyKeys(FIRST, SECOND);

        assertThat(targets()).containsExactly("BatchGetItem", "BatchGetItem", "BatchGetItem");
        assertThat(dynamoDb.received().getLast().body()).doesNotContain("{\"S\":\"1\"}");
    }

    @Test
    void aBatchThatBringsNothingIsGivenUp() {
        var left = "{\"slipway\":{\"Keys\":[{\"pk\":{\"S\":\"p\"},\"sk\":{\"S\":\"1\"}}]}}";
        for (var attempt = 0; attempt < 9; attempt++) {
            dynamoDb.answersJson(200, batch("", left));
        }

        assertThatThrownBy(() -> named("slipway").getAll(List.of(FIRST))).isInstanceOf(RegistryException.class);

        assertThat(dynamoDb.received()).hasSize(8);
    }

    private Table named(String name) {
        return new DynamoDbTable(
                AwsClients.dynamoDb(AwsUnderTest.CREDENTIALS, AwsUnderTest.REGION, Optional.of(dynamoDb.url())), name);
    }

    private List<String> targets() {
        return dynamoDb.received().stream()
                .map(request -> request.headers().getOrDefault("x-amz-target", ""))
                .map(target -> target.substring(target.indexOf('.') + 1))
                .toList();
    }

    private List<String> tokens() {
        return dynamoDb.received().stream()
                .flatMap(request -> TOKEN.matcher(request.body()).results())
                .map(result -> result.group(1))
                .toList();
    }

    private static String item(String sort) {
        return "{\"pk\":{\"S\":\"p\"},\"sk\":{\"S\":\"" + sort + "\"}}";
    }

    private static String batch(String items, String unprocessed) {
        return "{\"Responses\":{\"slipway\":[" + items + "]},\"UnprocessedKeys\":" + unprocessed + "}";
    }

    private static String error(String code) {
        return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"as scripted\"}";
    }

    private static String canceled(String... codes) {
        var reasons = String.join(
                ",",
                List.of(codes).stream()
                        .map(code -> "{\"Code\":\"" + code + "\"}")
                        .toList());
        return "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                + "\"Message\":\"as scripted\",\"CancellationReasons\":[" + reasons + "]}";
    }
}

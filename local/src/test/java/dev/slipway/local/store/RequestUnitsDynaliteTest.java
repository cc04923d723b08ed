package dev.slipway.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.AwsRegistry;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Query;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.TableContract;
import dev.slipway.registry.state.Value;
import dev.slipway.registry.state.Write;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** The embedded store's request units beside those that a DynamoDB reports, the one that {@code DYNALITE_URL} names. */
@Tag("dynalite")
final class RequestUnitsDynaliteTest extends TableContract {

    private static final int KIB = 1 << 10;

    private static final String NAME = "slipway-" + UUID.randomUUID();
    private static final Region REGION = Region.US_EAST_1;
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    private static SqliteTable modelled;
    private static ComparedTable table;

    @BeforeAll
    static void open(@TempDir Path folder) {
        var url = System.getenv("DYNALITE_URL");
        createTable(URI.create(url));
        var variables = Map.of("SLIPWAY_TABLE", NAME, "AWS_REGION", REGION.id(), "AWS_ENDPOINT_URL_DYNAMODB", url);
        modelled = SqliteTable.open(folder.resolve("registry.db"));
        table = new ComparedTable(modelled, new AwsRegistry(variables, CREDENTIALS).table());
    }

    @AfterAll
    static void close() {
        modelled.close();
        System.out.println(table.summary());
    }

    @Override
    public Table table() {
        return table;
    }

    /** With a byte more it takes a unit more: so the sizes have to be the same to the byte. */
    @ParameterizedTest
    @MethodSource("attributes")
    void takesAUnitMoreForAByteMore(Map<String, Value> attributes) {
        var item = new Item(fresh(), attributes);
        for (var size : List.of(KIB, 4 * KIB, 8 * KIB)) {
            for (var padded : List.of(padded(item, size), padded(item, size + 1), padded(item, size))) {
                write(new Write.Put(padded, Condition.ALWAYS));

                assertThat(table.get(item.key())).contains(padded);
                assertThat(table.query(Query.all(item.key().partition(), ""))).containsExactly(padded);
            }
        }
        write(new Write.Delete(item.key(), Condition.ALWAYS));
    }

    static Stream<Map<String, Value>> attributes() {
        var numbers = LongStream.of(0, 7, 12, 101, 120, 123, 1010, 1230, 12345, 123456, 99_999_999, Long.MAX_VALUE);
        var powers = LongStream.iterate(1, power -> power < Long.MAX_VALUE / 100, power -> 10 * power)
                .flatMap(power -> LongStream.of(power, 12 * power));
        return Stream.concat(
                LongStream.concat(numbers, powers)
                        .flatMap(number -> LongStream.of(number, -number))
                        .boxed()
                        .distinct()
                        .map(number -> Map.of("n", new Value.Whole(number))),
                Stream.of(
                        Map.of("least", new Value.Whole(Long.MIN_VALUE)),
                        Map.of("text", new Value.Text("grüße, 你好 \uD83D\uDE00")),
                        Map.of("größe", new Value.Text(""), "名", new Value.Text("e")),
                        Map.of("bytes", new Value.Bytes(new byte[0]), "list", new Value.Texts(List.of())),
                        Map.of("list", new Value.Texts(List.of("a", "", "é", "\uD83D\uDE00")))));
    }

    @Test
    void takesTheSameItemsAtTheLimit() {
        var most = padded(Item.at(fresh()).with("text", "é"), ItemSize.MOST);
        write(new Write.Put(most, Condition.ALWAYS));

        assertThatThrownBy(() -> write(new Write.Put(padded(most, ItemSize.MOST + 1), Condition.ALWAYS)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(update(most.key(), Map.of("n", new Value.Whole(1)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(table.get(most.key())).contains(most);
    }

    @Test
    void updatesCountTheLargerOfBeforeAndAfter() {
        var key = fresh();
        for (var size : List.of(10, 5_000, 900, 70_000, 1, 1)) {
            write(update(key, Map.of("bytes", new Value.Bytes(new byte[size]))));
            write(new Write.Update(key, Map.of(), Map.of("count", 99L), Condition.ALWAYS));
        }
        assertThat(table.get(key).orElseThrow().number("count")).isEqualTo(6 * 99);
    }

    @Test
    void getsLargeAndMissingItems() {
        var partition = fresh().partition();
        var keys = IntStream.range(0, 250)
                .mapToObj(number -> new Key(partition, "item-" + number))
                .toList();
        for (var number = 0; number < keys.size(); number += 3) {
            write(new Write.Put(Item.at(keys.get(number)).with("bytes", new byte[500 * number]), Condition.ALWAYS));
        }

        assertThat(table.getAll(keys)).hasSize(84);
    }

    @Test
    void transactionsCountWhatTheirItemsCountTwice() {
        var partition = fresh().partition();
        var keys = IntStream.range(0, 10)
                .mapToObj(number -> new Key(partition, "item-" + number))
                .toList();
        var all = new ArrayList<Write>();
        for (var key : keys) {
            all.add(new Write.Put(Item.at(key).with("bytes", new byte[10_000 * keys.indexOf(key)]), Condition.ABSENT));
        }
        assertThat(table.write(all)).isEmpty();
        assertThat(table.write(all)).containsExactlyInAnyOrderElementsOf(keys);

        assertThat(table.write(List.of(
                        new Write.Check(keys.get(9), Condition.EXISTS),
                        new Write.Check(fresh(), Condition.ABSENT),
                        new Write.Delete(keys.get(8), Condition.EXISTS),
                        new Write.Delete(fresh(), Condition.ABSENT),
                        update(keys.get(7), Map.of("bytes", new Value.Bytes(new byte[1]))),
                        update(keys.get(1), Map.of("bytes", new Value.Bytes(new byte[30_000]))))))
                .isEmpty();
        assertThat(table.query(Query.all(partition, ""))).hasSize(9);
    }

    /** Of items that come to a page's megabyte early, late or just at the last of them. */
    @ParameterizedTest
    @ValueSource(ints = {80, 1_042, 65_536, 100_000, 262_144})
    void queriesCountPageByPage(int size) {
        var partition = fresh().partition();
        var count = Math.clamp((5 << 18) / size, 4, 1_200);
        var sorts = IntStream.range(0, count).mapToObj("T#%04d"::formatted).toList();
        for (var sort : sorts) {
            write(new Write.Put(padded(Item.at(new Key(partition, sort)), size), Condition.ALWAYS));
        }

        for (var limit : List.of(1, 2, count / 2, count - 2, count - 1, count, count + 1, Integer.MAX_VALUE)) {
            for (var after : List.of("", "T#", "T#0", "T#0000", "T#0001", "T#00015", sorts.getLast(), "T#zzz", "U")) {
                for (var prefix : List.of("", "T#", "T#0")) {
                    var found = table.sortKeys(new Query(partition, prefix, after, limit));

                    assertThat(found).hasSizeLessThanOrEqualTo(limit).isSorted();
                }
            }
        }
    }

    private static void write(Write write) {
        assertThat(table.write(List.of(write))).isEmpty();
    }

    private static Write update(Key key, Map<String, Value> set) {
        return new Write.Update(key, set, Map.of(), Condition.ALWAYS);
    }

    private static Key fresh() {
        return new Key("P#" + UUID.randomUUID(), "a");
    }

    /** The item with as many bytes more as it takes to be of that size. */
    private static Item padded(Item item, int size) {
        var least = item.with("filler", new byte[0]);
        return item.with("filler", new byte[(int) (size - ItemSize.of(least))]);
    }

    private static void createTable(URI url) {
        try (var client = DynamoDbClient.builder()
                .endpointOverride(url)
                .region(REGION)
                .credentialsProvider(CREDENTIALS)
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            client.createTable(request -> request.tableName(NAME)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(text("pk"), text("sk"))
                    .keySchema(key("pk", "HASH"), key("sk", "RANGE")));
        }
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType("S")
                .build();
    }

    private static KeySchemaElement key(String attribute, String type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }
}

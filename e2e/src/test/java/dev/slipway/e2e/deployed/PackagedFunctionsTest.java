package dev.slipway.e2e.deployed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.aws.AwsRegistry;
import dev.slipway.lambda.Answer;
import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.local.gateway.Route;
import dev.slipway.local.gateway.Template;
import dev.slipway.registry.Stores;
import dev.slipway.registry.access.Tokens;
import dev.slipway.registry.blob.Uploads;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every packaged function answers the events of its routes, in the runtime client that Lambda has and with the environment
 * that the template gives it, on the least of AWS that it can run on. Its answer is held against its handler's in this process, which the handlers' own tests look at
 * closely. Each function has a table and a bucket of its own, with the token and the open upload of all events.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("packaged")
class PackagedFunctionsTest {

    /** What functions answer that no request calls; nothing but these. */
    private static final Map<String, String> DONE = Map.of(
            "sweep", "{\"task\":\"sweep\",\"seen\":0,\"marked\":0,\"deleted\":0,\"bytes\":0,\"complete\":true}",
            "charge-transfers", "{\"task\":\"charge-transfers\",\"days\":0,\"requests\":0,\"complete\":true}",
            "charge-storage", "{\"task\":\"charge-storage\",\"bytes\":0}",
            "post-receipts", "{\"task\":\"post-receipts\",\"hours\":2}",
            "refresh-addresses", "{\"task\":\"refresh-addresses\",\"blocks\":1,\"changed\":true}",
            "write-statement", nothingWritten());

    private final StandIns standIns = new StandIns();
    private final DeployedTemplate template = DeployedTemplate.read(Map.of(
                    "CapabilityKeys",
                    Stores.CAPABILITY_KEYS,
                    "TokenKeys",
                    Tokens.KEYS,
                    "OidcIssuers",
                    Stores.ISSUER,
                    "AuditLogs",
                    "slipway-AuditLogs",
                    "Logs",
                    "slipway-Logs",
                    "AccessLogBucket",
                    "slipway-access-logs",
                    "AWS::AccountId",
                    "000000000000",
                    "AWS::Region",
                    "us-east-1",
                    "CopyUpload.Alias",
                    Instance.arn("CopyUpload")))
            .with(Map.of(
                    "HasRecords", "false", "IsInVirginia", "true", "HasRelay", "false", "KeepsAccessLog", "false"));

    @TempDir
    private static Path scratch;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private Lambda lambda;

    @BeforeAll
    void start() {
        lambda = new Lambda(template.functions().stream().map(this::function).toList(), scratch, standIns.endpoints());
    }

    @AfterAll
    void stop() {
        lambda.close();
        standIns.close();
    }

    private static String nothingWritten() {
        var last =
                YearMonth.from(OffsetDateTime.now(ZoneOffset.UTC).minusHours(3)).minusMonths(1);
        return "{\"task\":\"write-statement\",\"month\":\"" + last + "\",\"written\":0,\"complete\":true}";
    }

    static List<Event> events() throws IOException {
        return Event.all();
    }

    @Test
    void everyFunctionHasAnEvent() throws IOException {
        assertThat(events().stream().map(PackagedFunctionsTest::handler))
                .containsAll(template.functions().stream()
                        .map(name -> function(name).handler())
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("events")
    void aPackagedFunctionAnswersItsEventAsItsHandlerDoesHere(Event event) throws Exception {
        var function = functionOf(event);
        prepare(function);
        try (var instance = lambda.start(function)) {
            var answered = instance.invoke(Events.read(event.name()).bytes());

            assertThat(instance.asked())
                    .startsWith("restore/next", "invocation/next", "invocation/response")
                    .doesNotContain("invocation/error");
            if (event.route().isEmpty()) {
                assertThat(new String(answered, UTF_8)).isEqualTo(DONE.getOrDefault(event.name(), ""));
            } else {
                assertThat(HandlerHere.shape(Answer.read(answered)))
                        .isEqualTo(HandlerHere.shape(HandlerHere.answer(function.handler(), event.name())));
            }
        }
    }

    @Test
    void whatAFunctionKeepsOfTheAuditLogReachesItsLogGroup() throws Exception {
        try (var instance = lambda.start(function("KeepAudit"))) {
            instance.invoke(Events.read("keep-audit").bytes());

            assertThat(standIns.logged())
                    .anySatisfy(call -> assertThat(call)
                            .containsEntry("logGroupName", "slipway-AuditLogs")
                            .containsKeys("logStreamName", "logEvents"));
        }
    }

    @Test
    void aFunctionThatThrowsSaysSoByTheProtocolAndTakesTheNextEvent() throws Exception {
        try (var instance = lambda.start(function("KeepAudit"))) {
            assertThatThrownBy(() -> instance.invoke("{}".getBytes(UTF_8)))
                    .isInstanceOf(FunctionError.class)
                    .hasMessageContaining("\"errorType\":\"java.io.IOException\"")
                    .hasMessageContaining("\"errorMessage\":\"an event without log lines\"");

            assertThat(instance.invoke(Events.read("keep-audit").bytes())).isEmpty();
            assertThat(instance.asked())
                    .startsWith("restore/next", "invocation/next", "invocation/error", "invocation/next");
        }
    }

    @Test
    void aFunctionThatLacksAKeySaysSoWhenItStartsAndEnds() throws Exception {
        try (var instance = lambda.start(function("GetBlob").without("SLIPWAY_TOKEN_KEYS"))) {
            assertThatThrownBy(() -> instance.invoke(Events.read("get-blob").bytes()))
                    .isInstanceOf(FunctionError.class)
                    .hasMessageContaining("SLIPWAY_TOKEN_KEYS is not set");

            assertThat(instance.asked()).containsExactly("init/error");
            assertThat(instance.exitStatus()).isNotZero();
        }
    }

    private DeployedFunction function(String name) {
        var own = "slipway-" + name.toLowerCase(Locale.ROOT) + "-" + run;
        return template.with(Map.of("Table", own, "Bucket", own)).function(name);
    }

    private DeployedFunction functionOf(Event event) {
        var handler = handler(event);
        return template.functions().stream()
                .map(this::function)
                .filter(function -> function.handler().equals(handler))
                .findFirst()
                .orElseThrow();
    }

    private static String handler(Event event) {
        return Template.bundled().routes().stream()
                .filter(route -> (route.method() + " " + route.path()).equals(event.route()))
                .map(Route::handler)
                .findFirst()
                .orElseGet(event::handlerByName);
    }

    /** The token as old as the events are, and an upload that was opened now. */
    private void prepare(DeployedFunction function) {
        var variables = new HashMap<>(function.environment());
        variables.putAll(standIns.endpoints());
        variables.put("AWS_REGION", "us-east-1");
        var aws = new AwsRegistry(variables);
        var table = aws.table();
        Tokens.keep(table);
        var opened = new Uploads(table, aws.bucket(), aws.uploads(), Clock.systemUTC()).start(TestRegistry.APP);
        var upload = table.get(Keys.upload(TestRegistry.APP, opened.id())).orElseThrow();
        table.write(List.of(
                new Write.Put(
                        new Item(Keys.upload(TestRegistry.APP, TestRegistry.UPLOAD), upload.attributes()),
                        Condition.ALWAYS),
                new Write.Delete(upload.key(), Condition.ALWAYS)));
    }
}

package dev.slipway.aws;

import com.fasterxml.jackson.core.JsonFactory;
import dev.slipway.registry.budget.BudgetWarning;
import dev.slipway.registry.budget.Notices;
import dev.slipway.registry.name.RepositoryName;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Events on the account's default bus of EventBridge, whose source is {@code slipway} and whose detail type
 * {@code Budget Warning}. The detail has the members {@code id}, {@code owner}, {@code package} (empty for all that the owner has),
 * {@code month}, {@code budget} and {@code spent} (US dollars as texts) and {@code share} (percent).
 */
public final class EventBridgeNotices implements Notices {

    private static final String SOURCE = "slipway";
    private static final String BUDGET_WARNING = "Budget Warning";
    private static final JsonFactory JSON = new JsonFactory();

    private final Supplier<EventBridgeClient> events;

    EventBridgeNotices(Supplier<EventBridgeClient> events) {
        this.events = events;
    }

    /** The bus of this process's own environment; its client is made for the first warning. */
    public static EventBridgeNotices fromEnvironment() {
        return from(System.getenv());
    }

    static EventBridgeNotices from(Map<String, String> variables) {
        return new EventBridgeNotices(new Once<>(() -> EventBridgeClients.of(new AwsEnvironment(variables))));
    }

    @Override
    public void warn(BudgetWarning warning) {
        var event = PutEventsRequestEntry.builder()
                .source(SOURCE)
                .detailType(BUDGET_WARNING)
                .detail(detail(warning))
                .build();
        var answer = events.get().putEvents(request -> request.entries(event));
        if (answer.failedEntryCount() > 0) {
            var failed = answer.entries().getFirst();
            throw new IllegalStateException(
                    "EventBridge has not taken it: " + failed.errorCode() + ": " + failed.errorMessage());
        }
    }

    private static String detail(BudgetWarning warning) {
        var detail = new StringWriter();
        try (var json = JSON.createGenerator(detail)) {
            json.writeStartObject();
            json.writeStringField("id", warning.id());
            json.writeStringField("owner", warning.owner().value());
            json.writeStringField(
                    "package", warning.repository().map(RepositoryName::value).orElse(""));
            json.writeStringField("month", warning.month().toString());
            json.writeStringField("budget", warning.limit().toPlainString());
            json.writeStringField("spent", warning.spent().toPlainString());
            json.writeNumberField("share", warning.share());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return detail.toString();
    }
}

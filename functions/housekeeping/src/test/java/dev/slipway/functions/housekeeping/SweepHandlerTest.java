package dev.slipway.functions.housekeeping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.lambda.Events;
import dev.slipway.lambda.TestRegistry;
import dev.slipway.registry.Content;
import dev.slipway.registry.Stores;
import dev.slipway.registry.name.UploadId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SweepHandlerTest {

    private final TestRegistry registry = new TestRegistry();
    private final Stores stores = registry.stores();

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void sweepsAndSaysWhatItDidInOneLine() throws IOException {
        orphans(3);
        var context = new TimedContext(900_000);

        var line = "{\"task\":\"sweep\",\"seen\":3,\"marked\":0,\"deleted\":3,\"bytes\":30,\"complete\":true}";
        assertThat(answer(context)).isEqualTo(line);
        assertThat(context.logged()).containsExactly(line + "\n");
        assertThat(stores.bucket().list("")).isEmpty();
    }

    @Test
    void stopsBeforeLambdaStopsIt() throws IOException {
        orphans(3);
        var context = new TimedContext(30_001, 30_001, 30_000);

        assertThat(answer(context)).contains("\"deleted\":2,").contains("\"complete\":false");
        assertThat(answer(new TimedContext(900_000))).contains("\"deleted\":1,").contains("\"complete\":true");
        assertThat(stores.bucket().list("")).isEmpty();
    }

    private void orphans(int number) {
        for (var seed = 0; seed < number; seed++) {
            stores.putDirectly(UploadId.random(), Content.bytes(10, seed));
        }
        stores.pass(Duration.ofDays(5));
    }

    private String answer(TimedContext context) throws IOException {
        var answer = new ByteArrayOutputStream();
        var event = new ByteArrayInputStream(Events.read("sweep").bytes());
        new SweepHandler(registry.registry(SweepHandler.class)).handleRequest(event, answer, context);
        return answer.toString(UTF_8);
    }
}

package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.slipway.local.cost.reconcile.AwsBill;
import dev.slipway.local.cost.reconcile.Metered;
import dev.slipway.local.manage.Json;
import dev.slipway.registry.cost.Ledger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry's ledger beside bills of it, by the command. */
class ReconcileCommandTest {

    private static final AwsBill BILL = AwsBill.of(Metered.charges(), Metered.PRICES);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestingRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Shell admin;

    @BeforeEach
    void keepAMonth() throws IOException {
        var data = folder.resolve("data");
        try (var cloud = EmbeddedCloud.in(data)) {
            var ledger = new Ledger(cloud.open().table());
            Metered.entries().forEach(entry -> ledger.keep(entry.hour(), entry.account(), entry.tally()));
        }
        registry = new TestingRegistry(data);
        admin = new Shell(folder.resolve("admin"))
                .at(Instant.parse("2026-12-01T00:00:00Z"))
                .set("SLIPWAY_REGISTRY", registry.url())
                .set("SLIPWAY_USERNAME", "admin")
                .set("SLIPWAY_PASSWORD", registry.adminToken());
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void billAndLedgerAreComparedServiceByService() throws IOException {
        var bill = BILL.focus(folder.resolve("focus.csv")).toString();

        var same = admin.run("costs", "reconcile", bill);

        assertThat(same.err()).isEmpty();
        assertThat(same.code()).isZero();
        assertThat(same.out().lines())
                .hasSize(8)
                .first(STRING)
                .matches("SERVICE +BILLED +METERED +DIFFERENCE +LIKELY CAUSE");
        assertThat(same.out()).containsPattern("(?m)^together +\\$[0-9.]+ +\\$[0-9.]+ +\\S+ +-?0.0 %$");
        var json = admin.run("costs", "reconcile", bill, "--json", "--month", "2026-11");
        assertThat(Json.find(json.out().getBytes(StandardCharsets.UTF_8))
                        .orElseThrow()
                        .members())
                .containsEntry("within", true)
                .containsKeys("services", "total", "apart");
    }

    @Test
    void whatIsTooFarApartIsAnErrorOfOneLine() throws IOException {
        var bill = BILL.withoutHour(Metered.START.plusSeconds(95 * 3600))
                .focus(folder.resolve("focus.csv"))
                .toString();

        var apart = admin.run("costs", "reconcile", bill, "--tolerance", "0.5");

        assertThat(apart.code()).isEqualTo(1);
        assertThat(apart.err())
                .startsWith("slipway: bill and ledger of 2026-11 are more than 0.5 % apart: AWS Lambda -")
                .hasLineCount(1);
        assertThat(apart.out())
                .contains(
                        "hours that the bill lacks: table-read, table-write, 2026-11-05 23:00 to 2026-11-06 00:00 UTC");
        assertThat(admin.run("costs", "reconcile", bill).code()).isZero();
    }

    @Test
    void whatCannotBeComparedIsAnErrorOfOneLine() throws IOException {
        var bill = BILL.focus(folder.resolve("focus.csv")).toString();
        var empty = Files.createFile(folder.resolve("empty.csv")).toString();

        fails("the bill " + empty + " cannot be read: it is empty", "costs", "reconcile", empty);
        fails("the bill has no line of the stack harbour", "costs", "reconcile", bill, "--stack", "harbour");
        fails("there is no price file nowhere", "costs", "reconcile", bill, "--prices", "nowhere");
        fails("--tolerance is 0 or more", "costs", "reconcile", bill, "--tolerance=-1");
        assertThat(admin.run("costs", "reconcile").code()).isEqualTo(2);
    }

    private void fails(String message, String... arguments) {
        var result = admin.run(arguments);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("slipway: " + message).hasLineCount(1);
    }
}

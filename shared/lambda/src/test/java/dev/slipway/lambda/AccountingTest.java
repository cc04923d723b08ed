package dev.slipway.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Registry;
import dev.slipway.registry.cost.Account;
import dev.slipway.registry.cost.Meter;
import dev.slipway.registry.cost.Receipt;
import dev.slipway.registry.cost.Unit;
import dev.slipway.registry.cost.Usage;
import dev.slipway.registry.cost.Way;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receipts of answers. */
final class AccountingTest {

    private final TestRegistry registry = new TestRegistry();

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            check-version,       '',       '',      sign-in
            issue-token,         team,     team/app, sign-in
            get-manifest,        team,     team/app, pull
            head-manifest,       team,     team/app, pull
            put-manifest,        team,     team/app, push
            delete-manifest,     team,     team/app, delete
            get-blob,            team,     team/app, pull
            head-blob,           team,     team/app, pull
            delete-blob,         team,     team/app, delete
            start-upload,        team,     team/app, push
            append-upload,       team,     team/app, push
            upload-status,       team,     team/app, push
            finish-upload,       team,     team/app, push
            cancel-upload,       team,     team/app, push
            part-urls,           team,     team/app, push
            list-tags,           team,     team/app, list
            list-repositories,   '',       '',      list
            list-referrers,      team,     team/app, list
            get-owner,           team,     '',      manage
            get-package,         team,     team/app, manage
            list-access-tokens,  '',       '',      manage
            """)
    void aReceiptTellsWhoseWorkItWas(String event, String owner, String repository, String action) {
        registry.answer(handler(request -> Response.of(200)), Events.read(event));

        assertThat(receipt().account()).isEqualTo(new Account(owner, repository, "", action));
        assertThat(receipt().id()).isEqualTo("JKJaXmPLvHcESHA=");
        assertThat(receipt().time()).isEqualTo(registry.stores().now());
    }

    @ParameterizedTest
    @CsvSource({
        "repository=UP",
        "repository=..",
        "repository=a%0Ab",
        "repository=%zz",
        "scope=registry:catalog:*",
        "scope=repository"
    })
    void whatIsNoNameIsNobodys(String query) {
        registry.answer(
                handler(request -> Response.of(200)),
                Events.read("check-version").query(query));

        assertThat(receipt().account().repository()).isEmpty();
    }

    @Test
    void theHeaderHasWhatTheReceiptHas() {
        var answer = registry.answer(
                handler(request -> {
                    Meter.count(Unit.TABLE_READ, 2);
                    Meter.signedInWith("Ev3ntsT0ken1");
                    return Response.of(200).body("text/plain", "0123456789");
                }),
                Events.read("append-upload").header("user-agent", "docker/28.1"));

        var usage = receipt().usage();
        assertThat(answer.header("slipway-cost")).matches("0\\.[0-9]{1,12} " + usage);
        assertThat(receipt().account().credential()).isEqualTo("Ev3ntsT0ken1");
        assertThat(receipt().client()).isEqualTo("docker/28.1");
        assertThat(usage.amount(Unit.LAMBDA_TIME)).isPositive().matches(time -> time % 1769 == 0);
        // HTTP/1.1 200 OK, content-type: text/plain, the body
        var fixed = usage.plus(Unit.LAMBDA_TIME, -usage.amount(Unit.LAMBDA_TIME));
        assertThat(fixed)
                .isEqualTo(new Usage(Map.of(
                        Unit.EDGE_FUNCTION, 2L,
                        Unit.CLOUDFRONT_REQUEST, 1L,
                        Unit.CLOUDFRONT_IN, 13L,
                        Unit.CLOUDFRONT_OUT, 19 + 26 + 10L,
                        Unit.GATEWAY_REQUEST, 1L,
                        Unit.LAMBDA_REQUEST, 1L,
                        Unit.TABLE_READ, 2L)));
    }

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.com/download/0a0b/sha256/00/1?state=x,         false, 0a0b, edge",
        "https://registry.example.com/download/0a0b/sha256/00/1?state=x,         true,  0a0b, edge",
        "https://b.s3.us-east-1.amazonaws.com/k?a=b&x-slipway-transfer=0a0b&X=Y, false, 0a0b, s3",
        "https://b.s3.us-east-1.amazonaws.com/k?x-slipway-transfer=0a0b,         true,  0a0b, s3-region",
        "/v2/team/app/blobs/uploads/0a0b?state=x,                                true,  0a0b, ''",
        "'',                                                                     true,  '',   ''",
    })
    void theChoiceOfTheWayIsOnTheReceipt(String location, boolean near, String transfer, String way) {
        registry.answer(
                handler(request -> {
                    if (near) {
                        Meter.near();
                    }
                    return Response.of(307).header("location", location);
                }),
                Events.read("get-blob"));

        assertThat(receipt().transfer()).isEqualTo(transfer);
        assertThat(receipt().way().map(Way::toString).orElse("")).isEqualTo(way);
    }

    @Test
    void theGatewayCountsARequestForEach512KiB() {
        registry.answer(
                handler(request -> Response.of(200).body("text/plain", new byte[(1 << 20) + 1])),
                Events.read("check-version"));

        assertThat(receipt().usage().amount(Unit.GATEWAY_REQUEST)).isEqualTo(3);
    }

    /** Of an answer from 400 on CloudFront asks no function. */
    @Test
    void errorsAndFaultsHaveReceiptsToo() {
        registry.answer(
                handler(request -> {
                    throw new RegistryException(ErrorCode.BLOB_UNKNOWN);
                }),
                Events.read("get-blob"));
        registry.answer(
                handler(request -> {
                    Meter.count(Unit.TABLE_WRITE, 1);
                    throw new IllegalStateException();
                }),
                Events.read("get-blob"));
        registry.answer(
                handler(request -> Response.of(200)), Events.read("get-blob").withoutHeader("slipway-viewer"));

        var receipts = registry.stores().receipts();
        assertThat(receipts).extracting(Receipt::status).containsExactly(404, 500, 403);
        assertThat(receipts)
                .allSatisfy(receipt ->
                        assertThat(receipt.usage().amount(Unit.EDGE_FUNCTION)).isEqualTo(1));
        assertThat(receipts).extracting(Receipt::account).containsOnly(Account.nobody("pull"));
        assertThat(receipts.get(1).usage().amount(Unit.TABLE_WRITE)).isEqualTo(1);
    }

    private Receipt receipt() {
        assertThat(registry.stores().receipts()).hasSize(1);
        return registry.stores().receipts().getFirst();
    }

    private static Function<Registry, ApiHandler> handler(Function<Request, Response> work) {
        return given -> new ApiHandler(given, Guard.NONE) {
            @Override
            protected Response handle(Request request) {
                return work.apply(request);
            }
        };
    }
}

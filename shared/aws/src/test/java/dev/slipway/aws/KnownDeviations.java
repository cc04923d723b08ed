package dev.slipway.aws;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Where moto and LocalStack are known not to do what AWS does: all of it, by the names of the tests that show it. A test
 * on these lists has to fail, unless it is a matter of chance, so that what they have learned comes off. One more stands on no list: moto does not see to
 * it that a condition and its write are one step, nor all of a transaction, so it has to be served by one thread. {@code .ci/dynamodb}
 * does that, and mends more that stands on no list here.
 */
final class KnownDeviations implements InvocationInterceptor {

    /** {@code always}: whether its tests have to fail, every time. */
    private record Deviation(String reason, boolean always, String arguments, List<String> tests) {}

    private static final List<Deviation> OF_MOTO = List.of(
            deviation(
                    "gives no checksum back where the request did not name its algorithm too",
                    "storesNoBytesAtAll",
                    "storesBytesWithTheirHash",
                    "storesOverWhatWasThere",
                    "copiesAnObjectWithItsHash",
                    "keepsTheHashThatItChecked",
                    "aReaderSeesAllOfAnObjectOrNoneOfIt"),
            deviation(
                    "checks no signature",
                    "refusesAUrlThatHasExpired",
                    "refusesAUrlThatWasAltered",
                    "refusesToReadThroughAUrl",
                    "refusesADownloadThatWasAltered",
                    "refusesWhatWasNotSigned"),
            deviation("checks no checksum", "refusesBytesWithAnotherHash"),
            deviation(
                    "breaks down where an upload is not there",
                    "aUrlOfAForgottenUploadTakesNothing",
                    "completesNothingOfAnUploadThatIsNotThere"));

    private static final List<Deviation> OF_LOCALSTACK = List.of(
            deviation("checks the signatures of URLs only, not those in a header", "refusesWhatWasNotSigned"),
            new Deviation(
                    "makes an empty object, now and then, of an upload that is completed twice at once",
                    false,
                    "",
                    List.of("completesTwiceAtOnce")));

    private final List<Deviation> deviations;

    private KnownDeviations(List<Deviation> deviations) {
        this.deviations = deviations;
    }

    /** Those of whatever answers there. */
    static KnownDeviations at(URI endpoint) {
        if (answers(endpoint.resolve("/moto-api/"))) {
            return new KnownDeviations(OF_MOTO);
        }
        return answers(endpoint.resolve("/_localstack/health")) ? ofLocalStack() : new KnownDeviations(List.of());
    }

    static KnownDeviations ofLocalStack() {
        return new KnownDeviations(OF_LOCALSTACK);
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        run(test, called, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        run(test, called, context);
    }

    private void run(Invocation<Void> test, ReflectiveInvocationContext<Method> called, ExtensionContext context)
            throws Throwable {
        var known = find(called);
        if (known.isEmpty()) {
            test.proceed();
            return;
        }
        try {
            test.proceed();
        } catch (Exception | AssertionError deviates) {
            context.publishReportEntry("known deviation", "it " + known.get().reason());
            return;
        }
        if (known.get().always()) {
            throw new AssertionError("take it off the list: no longer is it so that it "
                    + known.get().reason());
        }
    }

    private Optional<Deviation> find(ReflectiveInvocationContext<Method> called) {
        return deviations.stream()
                .filter(deviation ->
                        deviation.tests().contains(called.getExecutable().getName())
                                && called.getArguments().toString().contains(deviation.arguments()))
                .findFirst();
    }

    private static Deviation deviation(String reason, String... tests) {
        return new Deviation(reason, true, "", List.of(tests));
    }

    private static boolean answers(URI page) {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(30)).build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("nothing answers at " + page, e);
        }
    }
}

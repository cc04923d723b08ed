package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Says in one line what a registry answered, or why it did not. */
public record Answers(RegistryUrl registry) {

    private static final int REDIRECTED = 300;
    private static final int REFUSED = 400;
    private static final int TOO_MANY = 429;

    /** The object that was asked for; anything else is thrown. */
    Json json(HttpResponse<byte[]> answer) {
        var body = Json.find(answer.body());
        if (answer.statusCode() < REDIRECTED && body.isPresent()) {
            return body.get();
        }
        throw unexpected(answer);
    }

    /** The page of HTML that was asked for; anything else is thrown. */
    byte[] page(HttpResponse<byte[]> answer) {
        var isPage =
                answer.headers().firstValue("content-type").stream().anyMatch(type -> type.startsWith("text/html"));
        if (answer.statusCode() < REDIRECTED && isPage) {
            return answer.body();
        }
        throw unexpected(answer);
    }

    private CommandFailure unexpected(HttpResponse<byte[]> answer) {
        return new CommandFailure(Printable.of(
                answer.statusCode() >= REFUSED ? refusal(answer, Json.find(answer.body())) : stranger(answer)));
    }

    /** Why a registry refused: its own words, if they are a registry's. Empty for the answer of something else. */
    public Optional<String> error(HttpResponse<byte[]> answer) {
        return Json.find(answer.body()).flatMap(Answers::error).map(Printable::of);
    }

    /** Why there is no answer. */
    public CommandFailure failure(Throwable why, Duration patience) {
        var causes = Stream.iterate(why, Objects::nonNull, Throwable::getCause).toList();
        if (causes.stream().anyMatch(Answers::isTimeout)) { // a connection that takes too long has causes of its own
            return new CommandFailure(
                    Printable.of(registry + " did not answer within " + patience.toSeconds() + " seconds"));
        }
        var last = message(causes.getLast());
        return new CommandFailure(Printable.of(causes.stream()
                .flatMap(cause -> known(cause, last).stream())
                .reduce((first, second) -> second)
                .orElse("the connection to " + registry + " broke: " + last)));
    }

    private static boolean isTimeout(Throwable cause) {
        return cause instanceof TimeoutException || cause instanceof HttpTimeoutException;
    }

    private Optional<String> known(Throwable cause, String last) {
        return switch (cause) {
            case UnresolvedAddressException _, UnknownHostException _ ->
                Optional.of("there is no host of the name in " + registry);
            case ConnectException e ->
                Optional.of("cannot connect to " + registry + ": "
                        + Optional.ofNullable(e.getMessage()).orElse("connection refused"));
            case CertificateException _, CertPathBuilderException _ ->
                Optional.of("this machine does not trust the certificate of " + registry + ": " + last);
            case SSLException _ -> Optional.of("no TLS with " + registry + ": " + last);
            default -> Optional.empty();
        };
    }

    private String refusal(HttpResponse<byte[]> answer, Optional<Json> body) {
        var wait = answer.statusCode() == TOO_MANY
                ? answer.headers().firstValue("retry-after").map(Answers::retry).orElse("")
                : "";
        return body.flatMap(Answers::error)
                .or(() -> Optional.of(registry + " answered " + answer.statusCode())
                        .filter(text -> answer.statusCode() == TOO_MANY))
                .map(text -> text + wait)
                .orElseGet(() -> stranger(answer));
    }

    private String stranger(HttpResponse<byte[]> answer) {
        var to = answer.headers().firstValue("location").filter(ignored -> answer.statusCode() >= REDIRECTED);
        if (to.isPresent()) {
            return registry + " answered " + answer.statusCode() + " and sends to " + to.get()
                    + ", which is not followed";
        }
        var type = answer.headers()
                .firstValue("content-type")
                .map(text -> " with " + text)
                .orElse("");
        return registry + " answered " + answer.statusCode() + type
                + " and not as the management API would: is it a Slipway registry?";
    }

    /** The first error of an answer (OCI Distribution Specification, "Error Codes"). */
    private static Optional<String> error(Json body) {
        return body.findObjects("errors").stream()
                .findFirst()
                .flatMap(error -> error.findText("code")
                        .map(code -> code
                                + error.findText("message")
                                        .map(text -> ": " + text)
                                        .orElse("")));
    }

    /** When to try again: seconds, or a time (RFC 9110). */
    private static String retry(String header) {
        return header.matches("\\d{1,9}") ? "; try again in " + header + " seconds" : "; try again after " + header;
    }

    private static String message(Throwable cause) {
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }
}

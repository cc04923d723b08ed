package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.owner.OwnerName;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A registry's management API, for one user. Whatever goes wrong is a {@link CommandFailure}. The password goes to the registry
 * alone: no redirect is followed, and no link that leads elsewhere.
 */
final class RegistryClient implements AutoCloseable {

    static final String API = "/api/v1/";

    private static final int LARGEST_ANSWER = 16 << 20;
    private static final int NO_CONTENT = 204;
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;\\s*rel=\"?next\"?");

    private final Login login;
    private final Duration patience;
    private final Answers answers;
    private final HttpClient http;

    RegistryClient(Login login, Duration patience) {
        this.login = login;
        this.patience = patience;
        this.answers = new Answers(login.registry());
        this.http = HttpClient.newBuilder()
                .followRedirects(Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    Json get(String path) {
        return answers.json(send(request("GET", path, Optional.empty())));
    }

    /** A page of HTML. */
    byte[] page(String path) {
        return answers.page(send(request("GET", path, Optional.empty())));
    }

    /** Sends an object with a method, such as {@code POST}. */
    Json send(String method, String path, Json body) {
        return answers.json(send(request(method, path, Optional.of(body))));
    }

    void delete(String path) {
        var answer = send(request("DELETE", path, Optional.empty()));
        if (answer.statusCode() != NO_CONTENT) {
            answers.json(answer);
        }
    }

    /** All pages of a listing as if they were one. */
    Json list(String path, String member) {
        var entries = new ArrayList<Object>();
        pages(path).forEach(page -> page.objects(member).forEach(entry -> entries.add(entry.members())));
        return Json.of(member, entries);
    }

    /** The pages of a listing, one after the other; all but the first are fetched when they are come to. */
    Stream<Json> pages(String path) {
        var seen = new HashSet<String>();
        return Stream.iterate(
                        Optional.of(page(path, seen)),
                        Optional::isPresent,
                        page -> page.flatMap(Page::next).map(next -> page(next, seen)))
                .flatMap(Optional::stream)
                .map(Page::json);
    }

    private record Page(Json json, Optional<String> next) {}

    private Page page(String path, Set<String> seen) {
        if (!seen.add(path)) {
            throw new CommandFailure("the pages that " + login.registry() + " answers with have no end");
        }
        var answer = send(request("GET", path, Optional.empty()));
        return new Page(answers.json(answer), next(path, answer));
    }

    /** The path of what there is about costs: an owner's or all, of a month or of this one. */
    static String costs(String what, Optional<OwnerName> owner, Optional<String> month) {
        var query = Stream.of(
                        owner.map(name -> "owner=" + encode(name.value())), month.map(text -> "month=" + encode(text)))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("&"));
        return API + "costs/" + what + (query.isEmpty() ? "" : "?" + query);
    }

    /** A part of a path or of a query. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Optional<String> next(String page, HttpResponse<byte[]> answer) {
        return answer.headers().allValues("link").stream()
                .flatMap(link -> NEXT.matcher(link).results())
                .map(match -> match.group(1))
                .findFirst()
                .map(link -> login.registry()
                        .within(page, link)
                        .orElseThrow(() -> new CommandFailure("the next page of the listing is elsewhere than at "
                                + login.registry() + ": it is not followed")));
    }

    private HttpRequest request(String method, String path, Optional<Json> body) {
        var publisher = body.map(Json::bytes).map(BodyPublishers::ofByteArray).orElse(BodyPublishers.noBody());
        var request = HttpRequest.newBuilder(login.registry().resolve(path))
                .method(method, publisher)
                .header("authorization", login.basic())
                .header("accept", "application/json");
        body.ifPresent(ignored -> request.header("content-type", "application/json"));
        return request.build();
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        var answer = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw answers.failure(e.getCause() == null ? e : e.getCause(), patience);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw answers.failure(e, patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        }
    }
}

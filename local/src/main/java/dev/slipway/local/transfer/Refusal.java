package dev.slipway.local.transfer;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Answers;
import dev.slipway.local.manage.Printable;
import dev.slipway.local.manage.Visitor;
import java.net.http.HttpResponse;

/** Says in one line why a registry did not do what it was asked. */
public record Refusal(Visitor visitor) {

    public CommandFailure of(HttpResponse<byte[]> answer) {
        var registry = visitor.registry();
        var status = answer.statusCode();
        var hint = (status == 401 || status == 403 || status == 404)
                        && visitor.login().isEmpty()
                ? "; you are not signed in to " + registry + ": use slipway login"
                : "";
        return new Answers(registry)
                .error(answer)
                .map(text -> new CommandFailure(text + hint))
                .orElseGet(() -> new CommandFailure(
                        registry + " answered " + status + " and not as a registry would" + type(answer)));
    }

    private static String type(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .map(type -> ", with " + Printable.of(type))
                .orElse("");
    }
}

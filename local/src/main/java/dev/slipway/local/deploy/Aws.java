package dev.slipway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Json;
import dev.slipway.local.manage.Surroundings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The AWS CLI, as somebody whom AWS knows, in one region. */
record Aws(Tool tool, String region, String account) {

    private static final String ADVICE = "install the AWS CLI, version 2";

    /**
     * Finds the program and who its user is.
     *
     * @param wish the region; otherwise the one that the environment or the profile names
     */
    static Aws find(Surroundings surroundings, Optional<String> wish) {
        var tool = Tool.find(surroundings, "aws", ADVICE);
        var region = wish.or(() -> surroundings.variable("AWS_REGION"))
                .or(() -> surroundings.variable("AWS_DEFAULT_REGION"))
                .or(() -> profile(tool))
                .orElseThrow(() -> new CommandFailure("in which region? say --region, such as --region eu-central-1"));
        return new Aws(tool, region, account(tool, region));
    }

    /** What a call answers. */
    Json ask(String... arguments) {
        return answer(arguments, attempt(arguments));
    }

    /** What came of a call that was to succeed. */
    Json answer(String[] arguments, Tool.Outcome outcome) {
        if (outcome.failed()) {
            throw new CommandFailure("aws " + arguments[0] + " " + arguments[1] + ": " + outcome.reason());
        }
        return Json.find(outcome.out().getBytes(UTF_8)).orElseGet(Json::none);
    }

    Tool.Outcome attempt(String... arguments) {
        return tool.run(Stream.concat(Stream.of(arguments), Stream.of("--region", region, "--output", "json"))
                .toList());
    }

    private static Optional<String> profile(Tool tool) {
        return Optional.of(tool.run(List.of("configure", "get", "region")).out().strip())
                .filter(region -> !region.isEmpty());
    }

    private static String account(Tool tool, String region) {
        var outcome = new Aws(tool, region, "").attempt("sts", "get-caller-identity");
        if (outcome.failed()) {
            throw new CommandFailure("AWS does not let you in (" + outcome.reason()
                    + "): sign in with aws sso login or aws configure, and name the profile in AWS_PROFILE");
        }
        return Json.find(outcome.out().getBytes(UTF_8)).orElseGet(Json::none).text("Account");
    }
}

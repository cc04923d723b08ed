package dev.slipway.local.deploy;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Json;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A stack of CloudFormation that is there.
 *
 * @param outputs none while it is being made for the first time, or where that failed
 * @param parameters those that are secret have no value that tells
 */
record Stack(String name, String status, Map<String, String> outputs, Map<String, String> parameters) {

    private static final String NEVER_MADE = "REVIEW_IN_PROGRESS";

    static Optional<Stack> find(Aws aws, String name) {
        String[] question = {"cloudformation", "describe-stacks", "--stack-name", name};
        var outcome = aws.attempt(question);
        if (outcome.failed() && outcome.err().contains("does not exist")) {
            return Optional.empty();
        }
        var stack = aws.answer(question, outcome).objects("Stacks").getFirst();
        return Optional.of(stack)
                .filter(found -> !found.text("StackStatus").equals(NEVER_MADE))
                .map(found -> read(name, found));
    }

    /** A name that somebody else's stack has is refused. */
    private static Stack read(String name, Json found) {
        var stack = new Stack(
                name,
                found.text("StackStatus"),
                pairs(found, "Outputs", "OutputKey", "OutputValue"),
                pairs(found, "Parameters", "ParameterKey", "ParameterValue"));
        if (!stack.parameters().containsKey(Parameters.CAPABILITY_KEYS)) {
            throw new CommandFailure("the stack " + name + " is not one of Slipway's: take another --stack-name");
        }
        return stack;
    }

    private static Map<String, String> pairs(Json stack, String list, String key, String value) {
        return stack.findObjects(list).stream()
                .collect(Collectors.toMap(
                        pair -> pair.text(key), pair -> pair.findText(value).orElse("")));
    }

    String output(String key) {
        return Optional.ofNullable(outputs.get(key))
                .orElseThrow(() -> new CommandFailure("the stack " + name + " (" + status + ") has no " + key));
    }

    /** Refuses a stack in a state that no deployment leads out of, and says what does. */
    void checkThatItCanBeUpdated() {
        if (status.endsWith("_IN_PROGRESS")) {
            throw new CommandFailure("the stack " + name + " is being changed (" + status + "): wait until that ends");
        }
        if (status.equals("UPDATE_ROLLBACK_FAILED")) {
            throw new CommandFailure("the stack " + name + " is stuck (" + status
                    + "): aws cloudformation continue-update-rollback --stack-name " + name);
        }
        if (!status.endsWith("_COMPLETE") || status.equals("ROLLBACK_COMPLETE")) {
            throw new CommandFailure("the stack " + name + " was never whole or is half deleted (" + status
                    + "): ./slipway destroy, then deploy again");
        }
    }
}

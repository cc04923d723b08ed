package dev.slipway.functions.api;

import dev.slipway.lambda.Request;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.OwnerName;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a budget is for and how much it is. */
final class BudgetForm {

    /** The largest body, in bytes: all budgets of an owner are in its item. */
    private static final int LARGEST = 2 << 10;

    /** Micro-dollars are the least that is refused or warned of. */
    private static final Pattern DOLLARS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,6})?");

    private static final int LONGEST = 20;
    private static final int MOST_SHARES = 10;
    private static final int LARGEST_SHARE = 1000;
    private static final int CENTS = 2;

    private BudgetForm() {}

    /** The package that a budget is for, {@code ?package=}; empty for all of the owner's. */
    static Optional<RepositoryName> repository(Request request, OwnerName owner) {
        var name = request.parameter("package").map(RepositoryName::new);
        if (name.filter(packaged -> !packaged.hasOwner() || !owner.owns(packaged))
                .isPresent()) {
            throw new RegistryException(ErrorCode.NAME_INVALID, "the package must be one of " + owner)
                    .with("package", name.get());
        }
        return name;
    }

    static Budget read(Request request, OwnerName owner) {
        var repository = repository(request, owner);
        var body = JsonBody.read(request, LARGEST, "limit", "warn", "refuse");
        return new Budget(repository, limit(body), shares(body), refused(body));
    }

    private static BigDecimal limit(JsonBody body) {
        var text = body.text("limit", LONGEST);
        if (!DOLLARS.matcher(text).matches() || new BigDecimal(text).signum() == 0) {
            throw JsonBody.wrong("limit", "must be US dollars, more than 0, such as 25.00");
        }
        var limit = new BigDecimal(text);
        return limit.setScale(Math.max(CENTS, limit.scale()));
    }

    private static List<Integer> shares(JsonBody body) {
        var shares = body.numbers("warn").orElse(Budget.SHARES);
        if (shares.size() > MOST_SHARES || !shares.stream().allMatch(share -> share >= 1 && share <= LARGEST_SHARE)) {
            throw JsonBody.wrong("warn", "must have at most 10 percentages of 1 to 1000");
        }
        return shares;
    }

    private static Budget.Refused refused(JsonBody body) {
        return body.findText("refuse", LONGEST)
                .map(text -> Budget.Refused.find(text)
                        .orElseThrow(() ->
                                JsonBody.wrong("refuse", "must be one of " + Arrays.toString(Budget.Refused.values()))))
                .orElse(Budget.Refused.NOTHING);
    }
}

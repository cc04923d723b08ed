package dev.slipway.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/idle-cost.md, held to template.yaml; {@code .ci/run template} holds it to what SAM makes of that as well. */
class IdleCostTest {

    private static final Pattern TYPE = Pattern.compile("(?m)^    Type: (AWS::[A-Za-z0-9:]+)$");
    private static final Pattern PRICED = Pattern.compile("`(AWS::[A-Za-z0-9:]+)`");

    /** What SAM makes of resources that are in the template. */
    private static final Pattern MADE =
            Pattern.compile("AWS::(Lambda::.*|IAM::Role|Scheduler::Schedule|Logs::SubscriptionFilter)");

    @Test
    void everyKindOfResourceHasItsPriceAndNothingElseHas() throws IOException {
        var used = found(TYPE, "../template.yaml");
        var priced = found(PRICED, "../docs/idle-cost.md");

        assertThat(priced).containsAll(used);
        priced.removeAll(used);
        assertThat(priced).allMatch(MADE.asMatchPredicate());
    }

    private static Set<String> found(Pattern pattern, String file) throws IOException {
        return pattern.matcher(Files.readString(Path.of(file)))
                .results()
                .map(type -> type.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

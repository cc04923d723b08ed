package dev.slipway.local.cost;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Json;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.registry.cost.PriceFile;
import dev.slipway.registry.cost.PriceLine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code slipway prices update}: reads what AWS takes today, and adds to a price file what is new. */
@Command(
        name = "update",
        description = "Reads AWS's price list and adds to the price file of a region what is new in it.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class UpdatePrices implements Runnable {

    /** What is free is the same for each account, wherever it uses it. */
    private static final String FREE = "/dev/slipway/registry/cost/prices/us-east-1.json";

    /** Of S3, in no list. */
    private static final List<String> FREE_OF_CHARGE = List.of("bucket-delete", "bucket-out-region");

    private final Surroundings surroundings;

    @Option(names = "--region", paramLabel = "REGION", required = true, description = "The region of AWS.")
    private String region;

    @Option(
            names = "--from",
            paramLabel = "URL",
            defaultValue = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws",
            description = "Where the price lists are.")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "The price file; otherwise prices/REGION.json of the checkout.")
    private Optional<Path> to = Optional.empty();

    @Spec
    private CommandSpec spec;

    UpdatePrices(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        var place = AwsRegion.of(region);
        var file = to.or(() -> PriceOptions.ofCheckout(surroundings, place))
                .orElseThrow(() -> new CommandFailure("in which file? say --to FILE"));
        var old = Optional.of(file).filter(Files::exists).map(PriceOptions::read);
        if (old.isPresent() && !old.get().region().equals(region)) {
            throw new CommandFailure(file + " has prices of " + old.get().region() + ", not of " + region);
        }
        var update = new PriceUpdate(old.map(PriceFile::lines).orElseGet(List::of), current(place));
        var added = update.added();
        if (!added.isEmpty()) {
            PriceFileWriter.write(file, region, update.all(), free(old.map(_ -> file)));
        }
        added.forEach(line -> spec.commandLine().getOut().println(change(line, update.inForce(line))));
        spec.commandLine().getOut().println(added.size() + " new in " + file + ", the others are as before");
    }

    private List<PriceLine> current(AwsRegion place) {
        var today = PriceOptions.today(surroundings);
        var current = new ArrayList<>(new PriceLists(from.replaceFirst("/+$", ""), place, today).lines(PriceRule.ALL));
        for (var unit : FREE_OF_CHARGE) {
            current.add(new PriceLine(unit, 0, BigDecimal.ZERO, 1, today, "https://aws.amazon.com/s3/pricing/"));
        }
        return current;
    }

    private static String change(PriceLine line, Optional<PriceLine> old) {
        return line.unit()
                + (line.above() == 0 ? "" : " above " + Count.of(line.above(), line.per()))
                + ": " + Money.exact(line.usd()) + Count.per(line.per())
                + old.map(was -> ", was " + Money.exact(was.usd()) + Count.per(was.per()))
                        .orElse("");
    }

    /** What is free stays as it is in the file; the lists have it only in part. */
    private static List<Json> free(Optional<Path> file) {
        try (var in = file.isPresent() ? Files.newInputStream(file.get()) : bundled()) {
            return Json.find(in.readAllBytes()).orElseGet(Json::none).findObjects("free");
        } catch (IOException e) {
            throw new CommandFailure("what is free cannot be read: " + e.getMessage());
        }
    }

    private static InputStream bundled() throws IOException {
        return Optional.ofNullable(PriceFile.class.getResourceAsStream(FREE))
                .orElseThrow(() -> new FileNotFoundException(FREE));
    }
}

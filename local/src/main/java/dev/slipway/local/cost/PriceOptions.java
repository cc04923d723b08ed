package dev.slipway.local.cost;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.manage.Surroundings;
import dev.slipway.registry.cost.PriceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Which prices a command reckons with. */
@SuppressWarnings("NullAway.Init") // set by picocli
public final class PriceOptions {

    private static final String DEFAULT = "us-east-1";

    @Option(
            names = "--region",
            paramLabel = "REGION",
            showDefaultValue = Visibility.NEVER,
            description = "The region of AWS; otherwise that of the price file, or " + DEFAULT + ".")
    private Optional<String> region = Optional.empty();

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            showDefaultValue = Visibility.NEVER,
            description = "A price file; otherwise prices/REGION.json of the checkout, or of this program.")
    private Optional<Path> file = Optional.empty();

    /**
     * The prices of the region. Where its file is not to be had, a {@link CommandFailure}.
     *
     * @throws dev.slipway.registry.cost.UnknownPriceException where there is none
     */
    PriceFile prices(Surroundings surroundings) {
        var wanted = region.map(AwsRegion::of);
        var prices = file.map(PriceOptions::read)
                .orElseGet(() -> ofRegion(surroundings, wanted.orElseGet(() -> AwsRegion.of(DEFAULT))));
        if (wanted.isPresent() && !wanted.get().name().equals(prices.region())) {
            throw new CommandFailure("the price file has prices of " + prices.region() + ", not of "
                    + wanted.get().name());
        }
        return prices;
    }

    /** Where a checkout keeps the prices of a region; empty where the program runs without one. */
    static Optional<Path> ofCheckout(Surroundings surroundings, AwsRegion region) {
        return surroundings.variable("SLIPWAY_HOME").map(home -> Path.of(home, "prices", region.name() + ".json"));
    }

    /** The day, as AWS bills. */
    static LocalDate today(Surroundings surroundings) {
        return LocalDate.ofInstant(surroundings.clock().instant(), ZoneOffset.UTC);
    }

    /** Reads a price file; where that cannot be done, a {@link CommandFailure}. */
    public static PriceFile read(Path file) {
        try (var in = Files.newInputStream(file)) {
            return PriceFile.read(in);
        } catch (NoSuchFileException e) {
            throw new CommandFailure("there is no price file " + file);
        } catch (IOException e) {
            throw new CommandFailure("the price file " + file + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * The prices of a region's name, of a file or else of the checkout or of this program. Where they are not to be had, a
     * {@link CommandFailure}.
     *
     * @throws dev.slipway.registry.cost.UnknownPriceException where there are none
     */
    public static PriceFile of(Surroundings surroundings, String region, Optional<Path> file) {
        var options = new PriceOptions();
        options.region = Optional.of(region);
        options.file = file;
        return options.prices(surroundings);
    }

    private static PriceFile ofRegion(Surroundings surroundings, AwsRegion region) {
        return ofCheckout(surroundings, region)
                .filter(Files::exists)
                .map(PriceOptions::read)
                .orElseGet(() -> PriceFile.bundled(region.name()));
    }
}

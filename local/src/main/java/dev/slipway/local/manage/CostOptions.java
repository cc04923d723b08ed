package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import dev.slipway.registry.owner.OwnerName;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** Which costs a command is about. */
final class CostOptions {

    @Option(
            names = "--owner",
            paramLabel = "OWNER",
            showDefaultValue = Visibility.NEVER,
            description = "Whose; needed by all but administrators.")
    private Optional<OwnerName> owner = Optional.empty();

    @Option(
            names = "--month",
            paramLabel = "YYYY-MM",
            showDefaultValue = Visibility.NEVER,
            description = "In UTC; this month so far unless told.")
    private Optional<String> month = Optional.empty();

    Optional<OwnerName> owner() {
        return owner;
    }

    /** As it was told. */
    Optional<String> month() {
        return month;
    }

    /** The month that is told, or else another. */
    YearMonth month(YearMonth otherwise) {
        try {
            return month.map(YearMonth::parse).orElse(otherwise);
        } catch (DateTimeException e) {
            throw new CommandFailure("a month is written 2026-11");
        }
    }
}

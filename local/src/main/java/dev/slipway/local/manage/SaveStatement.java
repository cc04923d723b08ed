package dev.slipway.local.manage;

import dev.slipway.local.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code slipway costs statement}: a month's costs as a page to be read and printed. */
@Command(
        name = "statement",
        description = "Writes a month's costs as one page of HTML that needs nothing else.",
        showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class SaveStatement extends ManagementCommand {

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "The file, made or replaced.")
    private Path file;

    @Mixin
    private CostOptions options;

    @Override
    void run(RegistryClient client, Output output) {
        var page = client.page(RegistryClient.costs("statement", options.owner(), options.month()));
        try {
            Files.write(file, page);
        } catch (IOException e) {
            throw new CommandFailure(file + " cannot be written: " + e.getMessage());
        }
        output.say(file + " has the statement of " + options.month().orElse("this month so far"));
    }
}

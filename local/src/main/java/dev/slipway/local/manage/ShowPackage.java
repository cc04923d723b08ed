package dev.slipway.local.manage;

import dev.slipway.registry.name.RepositoryName;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code slipway package show}. */
@Command(name = "show", description = "Shows a package with its tags, 100 of them at most.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ShowPackage extends ManagementCommand {

    /** So many tags the registry tells of, and not whether there are more. */
    private static final int MOST_TAGS = 100;

    @Parameters(paramLabel = "OWNER/NAME")
    private RepositoryName name;

    @Override
    void run(RegistryClient client, Output output) {
        var found = client.get(PackageCommand.path(name));
        if (output.printed(found)) {
            return;
        }
        var tags = found.objects("tags");
        output.facts(List.of(
                List.of("name", found.text("name")),
                List.of("owner", found.text("owner")),
                List.of("visibility", found.text("visibility")),
                List.of("created", Output.time(found.text("created")))));
        output.table(
                List.of("TAG", "DIGEST", "PUSHED"),
                tags.stream().map(ShowPackage::row).toList());
        if (tags.size() >= MOST_TAGS) {
            output.remark("there may be more tags than these: /v2/" + name + "/tags/list lists them all");
        }
    }

    private static List<String> row(Json tag) {
        return List.of(tag.text("name"), tag.text("digest"), Output.time(tag.text("pushed")));
    }
}

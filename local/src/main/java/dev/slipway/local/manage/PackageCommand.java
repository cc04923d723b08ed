package dev.slipway.local.manage;

import dev.slipway.registry.name.RepositoryName;
import picocli.CommandLine.Command;

/** {@code slipway package}. */
@Command(
        name = "package",
        description = "Lists and shows packages, and says who may pull them.",
        mixinStandardHelpOptions = true,
        subcommands = {ListPackages.class, ShowPackage.class, SetVisibility.class})
final class PackageCommand {

    static final String PATH = RegistryClient.API + "packages";

    static String path(RepositoryName name) {
        return PATH + "/" + name;
    }
}

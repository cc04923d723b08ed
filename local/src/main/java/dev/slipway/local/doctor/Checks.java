package dev.slipway.local.doctor;

import dev.slipway.local.CommandFailure;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All checks, in the order in which they are made. */
final class Checks {

    private static final List<Check> ALL = Stream.of(
                    Answered.CHECKS,
                    Encryption.CHECKS,
                    SideDoor.CHECKS,
                    HandlerUploads.CHECKS,
                    DirectUploads.CHECKS,
                    RelayedUploads.CHECKS,
                    Copying.CHECKS,
                    Manifests.CHECKS,
                    Listings.CHECKS,
                    Downloading.CHECKS,
                    Capabilities.CHECKS)
            .flatMap(List::stream)
            .toList();

    private Checks() {}

    static List<Check> all() {
        return ALL;
    }

    /** Those of these names; all, where there are none. */
    static List<Check> named(Collection<String> names) {
        var known = ALL.stream().map(Check::name).collect(Collectors.toSet());
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new CommandFailure("there is no check '" + name + "': see --list");
        });
        return ALL.stream()
                .filter(check -> names.isEmpty() || names.contains(check.name()))
                .toList();
    }
}

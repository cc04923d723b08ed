package dev.slipway.local.manage;

import dev.slipway.registry.cost.Grouping;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.owner.Budget;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.PackagePattern;
import dev.slipway.registry.owner.Role;
import dev.slipway.registry.owner.TokenScope;
import dev.slipway.registry.owner.Visibility;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the words of a command line become names and choices. */
final class Converters {

    private Converters() {}

    /** Teaches them to a command line and all its commands. */
    static CommandLine register(CommandLine commandLine) {
        return commandLine
                .registerConverter(OwnerName.class, name(OwnerName::new))
                .registerConverter(RepositoryName.class, name(RepositoryName::new))
                .registerConverter(PackagePattern.class, name(PackagePattern::new))
                .registerConverter(Budget.Refused.class, choice(Budget.Refused.values()))
                .registerConverter(Owner.Kind.class, choice(Owner.Kind.values()))
                .registerConverter(Grouping.class, choice(Grouping.values()))
                .registerConverter(Role.class, choice(Role.values()))
                .registerConverter(TokenScope.class, choice(TokenScope.values()))
                .registerConverter(Visibility.class, choice(Visibility.values()));
    }

    private static <T> ITypeConverter<T> name(Function<String, T> name) {
        return text -> {
            try {
                return name.apply(text);
            } catch (RegistryException e) {
                throw new TypeConversionException("'" + text + "': " + e.getMessage());
            }
        };
    }

    private static <T> ITypeConverter<T> choice(T[] choices) {
        return text -> Arrays.stream(choices)
                .filter(choice -> choice.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(", "))));
    }
}

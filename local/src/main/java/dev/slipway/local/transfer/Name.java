package dev.slipway.local.transfer;

import dev.slipway.local.manage.RegistryUrl;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.Reference;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.Tag;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What an image is called, as Docker reads it: {@code HOST[:PORT]/NAME:TAG}, with the host or without, or {@code NAME@DIGEST}.
 *
 * @param registry empty where no host is named
 */
record Name(Optional<RegistryUrl> registry, RepositoryName repository, Reference reference) {

    private static final Pattern HOST = Pattern.compile("localhost|.*[.:].*");

    /** Reads one from a command line. */
    static final class Converter implements ITypeConverter<Name> {
        @Override
        public Name convert(String text) {
            try {
                return parse(text);
            } catch (RegistryException e) {
                throw new TypeConversionException("'" + text + "' is no name of an image such as"
                        + " registry.example.com/team/app:1 (" + e.getMessage() + ")");
            }
        }
    }

    /** Reads one; without a tag it is {@code latest}, and a digest counts more than a tag. */
    static Name parse(String text) {
        var slash = text.indexOf('/');
        var first = slash < 0 ? "" : text.substring(0, slash);
        var registry = HOST.matcher(first).matches() ? RegistryUrl.find(first) : Optional.<RegistryUrl>empty();
        var rest = registry.isPresent() ? text.substring(slash + 1) : text;
        var at = rest.indexOf('@');
        var tagged = at < 0 ? rest : rest.substring(0, at);
        var colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        var repository = new RepositoryName(colon < 0 ? tagged : tagged.substring(0, colon));
        var tag = new Tag(colon < 0 ? "latest" : tagged.substring(colon + 1));
        return new Name(registry, repository, at < 0 ? tag : Digest.parse(rest.substring(at + 1)));
    }

    /** As other programs are told it. */
    String at(RegistryUrl url) {
        return url.host() + "/" + repository + (reference instanceof Tag tag ? ":" + tag : "@" + reference);
    }

    /** The same, and which one it is now. */
    String at(RegistryUrl url, Digest digest) {
        return reference instanceof Digest ? at(url) : at(url) + "@" + digest;
    }
}

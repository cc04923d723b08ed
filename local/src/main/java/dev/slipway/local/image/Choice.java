package dev.slipway.local.image;

import dev.slipway.local.CommandFailure;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which image, where there are several. */
public final class Choice {

    private static final int MOST_SHOWN = 10;

    private Choice() {}

    /** The one of that name or digest; without a name the only one there is. */
    static Descriptor named(List<Descriptor> images, Optional<String> name) {
        var fitting = images.stream()
                .filter(image -> name.isEmpty() || answersTo(image, name.get()))
                .toList();
        if (fitting.stream().map(Descriptor::digest).distinct().count() == 1) {
            return fitting.getFirst();
        }
        if (images.isEmpty()) {
            throw new CommandFailure("there is no image in it");
        }
        throw new CommandFailure((name.isEmpty() ? "there are several images" : "not one image is called " + name.get())
                + ": choose with --image one of "
                + list(images.stream().map(Choice::name)));
    }

    /** The manifest for a platform: the root itself, or the first one of an index that fits, whatever is between them. */
    public static Descriptor of(Platform platform, Descriptor root, Function<Descriptor, Manifest> read) {
        var all = leaves(root, read).toList();
        return all.stream()
                .filter(leaf -> leaf.platform().filter(platform::accepts).isPresent())
                .findFirst()
                .or(() -> Optional.of(root).filter(image -> !image.isIndex()))
                .orElseThrow(() -> new CommandFailure("there is no image for " + platform + ", but for "
                        + list(all.stream()
                                .flatMap(leaf -> leaf.platform().stream())
                                .map(Platform::toString)
                                .filter(text -> !text.startsWith("unknown/")))));
    }

    private static Stream<Descriptor> leaves(Descriptor root, Function<Descriptor, Manifest> read) {
        return root.isIndex()
                ? read.apply(root).children().stream().flatMap(child -> leaves(child, read))
                : Stream.of(root);
    }

    static String list(Stream<String> names) {
        var all = names.distinct().limit(MOST_SHOWN + 1L).toList();
        var shown = all.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        return all.isEmpty() ? "none" : all.size() > MOST_SHOWN ? shown + ", …" : shown;
    }

    private static boolean answersTo(Descriptor image, String name) {
        return image.names().contains(name) || image.digest().toString().equals(name);
    }

    private static String name(Descriptor image) {
        return image.names().isEmpty()
                ? image.digest().toString()
                : image.names().getLast();
    }
}

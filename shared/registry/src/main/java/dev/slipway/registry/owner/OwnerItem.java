package dev.slipway.registry.owner;

import dev.slipway.registry.network.Block;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Key;
import dev.slipway.registry.state.Keys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an owner is kept in the table. */
public final class OwnerItem {

    private OwnerItem() {}

    public static Key key(OwnerName name) {
        return new Key(Keys.OWNERS, name.value());
    }

    /** Where it is kept that a name, and whatever looks like it, is taken. */
    static Key taken(OwnerName name) {
        return new Key(Keys.NAMES, name.skeleton());
    }

    static Item of(Owner owner) {
        var item = Item.at(key(owner.name()))
                .with("kind", owner.kind().toString())
                .with("created", owner.created())
                .with("version", owner.version())
                .with(
                        "members",
                        owner.members().entrySet().stream()
                                .map(member -> member.getKey() + " " + member.getValue())
                                .sorted()
                                .toList())
                .with(
                        "policies",
                        owner.policies().stream().map(PolicyJson::write).toList());
        return with(
                "networks",
                owner.networks().stream().map(Block::toString).toList(),
                with("budgets", owner.budgets().stream().map(BudgetJson::write).toList(), item));
    }

    /** What few owners have is not there where it is empty. */
    private static Item with(String name, List<String> texts, Item item) {
        return texts.isEmpty() ? item : item.with(name, texts);
    }

    public static Owner read(Item item) {
        return new Owner(
                new OwnerName(item.key().sort()),
                Owner.Kind.valueOf(item.text("kind").toUpperCase(Locale.ROOT)),
                item.number("created"),
                item.number("version"),
                item.texts("members").stream()
                        .collect(Collectors.toMap(
                                OwnerItem::memberName,
                                member -> memberRole(member).orElseThrow())),
                item.texts("policies").stream().map(PolicyJson::read).toList(),
                item.texts("budgets").stream().map(BudgetJson::read).toList(),
                item.texts("networks").stream().map(Block::parse).toList());
    }

    private static OwnerName memberName(String member) {
        return new OwnerName(member.substring(0, member.indexOf(' ')));
    }

    private static Optional<Role> memberRole(String member) {
        return Role.find(member.substring(member.indexOf(' ') + 1));
    }
}

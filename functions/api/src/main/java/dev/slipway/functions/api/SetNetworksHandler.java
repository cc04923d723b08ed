package dev.slipway.functions.api;

import dev.slipway.aws.RegistryOnAws;
import dev.slipway.lambda.Request;
import dev.slipway.lambda.Response;
import dev.slipway.registry.Registry;
import dev.slipway.registry.access.AuditEvent;
import dev.slipway.registry.access.Verdict;
import dev.slipway.registry.name.Excerpt;
import dev.slipway.registry.network.Block;
import dev.slipway.registry.owner.Owners;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code PUT /api/v1/owners/<owner>/networks}: says whose clients are sent to the bucket for an owner's bytes, as those in its region
 * are. For administrators: from elsewhere that is dearer.
 */
public final class SetNetworksHandler extends OwnerRoute {

    private static final String NETWORKS = "networks";

    /** The largest body, in bytes. */
    private static final int LARGEST = 4 << 10;

    private final Owners owners;

    /** For Lambda. */
    public SetNetworksHandler() {
        this(RegistryOnAws.fromEnvironment());
    }

    public SetNetworksHandler(Registry registry) {
        super(registry);
        this.owners = registry.owners();
    }

    @Override
    Optional<String> change(Request request) {
        return Optional.of("the networks of " + name(request));
    }

    @Override
    Response answer(Request request, SignedIn by) {
        requireAdministrator(request, by);
        var networks = owners.setNetworks(name(request), networks(request)).networks();
        var text = networks.stream().map(Block::toString).collect(Collectors.joining(", "));
        by.record(
                AuditEvent.Kind.NETWORKS_CHANGED,
                name(request) + ": " + (text.isEmpty() ? "none" : text),
                Verdict.Reason.ADMINISTRATOR.text());
        return JsonAnswer.of(200, json -> JsonAnswer.texts(json, NETWORKS, networks));
    }

    private static List<Block> networks(Request request) {
        var texts = JsonBody.read(request, LARGEST, NETWORKS)
                .findTexts(NETWORKS)
                .orElseThrow(() -> JsonBody.wrong(NETWORKS, "is missing"));
        if (texts.size() > Owners.MOST_NETWORKS) {
            throw JsonBody.wrong(NETWORKS, "must have at most " + Owners.MOST_NETWORKS);
        }
        return texts.stream().map(SetNetworksHandler::network).toList();
    }

    private static Block network(String text) {
        try {
            var network = Block.parse(text);
            if (network.isTooWide()) {
                throw new IllegalArgumentException("is wider than /8, of IPv6 than /16");
            }
            return network;
        } catch (IllegalArgumentException e) {
            throw JsonBody.wrong(NETWORKS, "has " + Excerpt.of(text) + ", which " + e.getMessage());
        }
    }
}

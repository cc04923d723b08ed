package dev.slipway.registry.network;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where clients within one region of AWS come from, of the ranges that AWS publishes (Amazon VPC User Guide, "AWS IP address
 * ranges"): those of EC2, which all that runs on it shares, and of CodeBuild. Local Zones and Wavelength Zones belong to a region, but
 * announce their addresses by themselves, and what is sent there is not documented to be free: they are left out.
 *
 * @param version {@code syncToken}: another one whenever anything was published
 */
public record PublishedRanges(String version, Blocks blocks) {

    private static final Set<String> CLIENTS = Set.of("EC2", "CODEBUILD");
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Reads the whole document, in little memory.
     *
     * @throws IOException where it breaks off, is another document or has none of the region, in its message which
     */
    public static PublishedRanges read(InputStream in, String region) throws IOException {
        try (var json = JSON.createParser(in)) {
            return new Reader(json, region).read();
        } catch (JsonProcessingException e) {
            throw new IOException("the address ranges are not JSON, or break off: " + e.getOriginalMessage(), e);
        }
    }

    private static final class Reader {

        private final JsonParser json;
        private final String region;
        private final List<Block> blocks = new ArrayList<>();
        private final Map<String, String> seen = new HashMap<>();

        Reader(JsonParser json, String region) {
            this.json = json;
            this.region = region;
        }

        PublishedRanges read() throws IOException {
            require(json.nextToken() == JsonToken.START_OBJECT, "are no object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "syncToken" -> seen.put(name, json.getValueAsString(""));
                    case "prefixes" -> readRanges(name, "ip_prefix");
                    case "ipv6_prefixes" -> readRanges(name, "ipv6_prefix");
                    default -> json.skipChildren();
                }
            }
            require(json.nextToken() == null, "go on after their end");
            for (var name : List.of("syncToken", "prefixes", "ipv6_prefixes")) {
                require(seen.containsKey(name), "have no " + name);
            }
            require(!blocks.isEmpty(), "have none of " + region);
            return new PublishedRanges(seen.getOrDefault("syncToken", ""), Blocks.of(blocks));
        }

        private void readRanges(String name, String prefix) throws IOException {
            require(json.currentToken() == JsonToken.START_ARRAY, "have " + name + " that are no list");
            seen.put(name, "");
            while (json.nextToken() == JsonToken.START_OBJECT) {
                var texts = new HashMap<String, String>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    var member = json.currentName();
                    json.nextToken();
                    texts.put(member, json.getValueAsString(""));
                    json.skipChildren();
                }
                if (isOfClients(texts)) {
                    blocks.add(block(texts.getOrDefault(prefix, "")));
                }
            }
            require(json.currentToken() == JsonToken.END_ARRAY, "have " + name + " that are no objects");
        }

        private boolean isOfClients(Map<String, String> range) {
            return region.equals(range.get("region"))
                    && region.equals(range.get("network_border_group"))
                    && CLIENTS.contains(range.getOrDefault("service", ""));
        }

        private static Block block(String text) throws IOException {
            try {
                var block = Block.parse(text);
                require(!block.isTooWide(), "have " + block + ", which is too wide to be a region's");
                return block;
            } catch (IllegalArgumentException e) {
                throw new IOException("the address ranges have \"" + text + "\", which " + e.getMessage(), e);
            }
        }

        private static void require(boolean holds, String what) throws IOException {
            if (!holds) {
                throw new IOException("the address ranges " + what);
            }
        }
    }
}

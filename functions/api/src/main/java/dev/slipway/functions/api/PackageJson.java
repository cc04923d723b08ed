package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.registry.owner.PublishedPackage;
import dev.slipway.registry.tag.PushedTag;
import java.io.IOException;

/** A package as it is told. */
final class PackageJson {

    private PackageJson() {}

    static void write(JsonGenerator json, PublishedPackage found) throws IOException {
        json.writeStringField("name", found.name().value());
        json.writeStringField("owner", found.name().owner());
        json.writeStringField("visibility", found.visibility().toString());
        JsonAnswer.time(json, "created", found.created());
    }

    static void writeTag(JsonGenerator json, PushedTag tag) throws IOException {
        json.writeStringField("name", tag.name().value());
        json.writeStringField("digest", tag.digest().toString());
        JsonAnswer.time(json, "pushed", tag.pushed());
    }
}

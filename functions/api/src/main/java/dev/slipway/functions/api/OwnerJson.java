package dev.slipway.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.registry.owner.Owner;
import dev.slipway.registry.owner.OwnerName;
import dev.slipway.registry.owner.Role;
import java.io.IOException;
import java.util.TreeMap;

/** An owner as it is told. */
final class OwnerJson {

    private OwnerJson() {}

    static void write(JsonGenerator json, Owner owner) throws IOException {
        json.writeStringField("name", owner.name().value());
        json.writeStringField("kind", owner.kind().toString());
        JsonAnswer.time(json, "created", owner.created());
    }

    /** With its members, and its networks if it has any. */
    static void writeWithMembers(JsonGenerator json, Owner owner) throws IOException {
        write(json, owner);
        JsonAnswer.objects(
                json,
                "members",
                new TreeMap<>(owner.members()).entrySet(),
                (in, member) -> writeMember(in, member.getKey(), member.getValue()));
        if (!owner.networks().isEmpty()) {
            JsonAnswer.texts(json, "networks", owner.networks());
        }
    }

    static void writeMember(JsonGenerator json, OwnerName user, Role role) throws IOException {
        json.writeStringField("user", user.value());
        json.writeStringField("role", role.toString());
    }
}

package dev.slipway.relay.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeTest {

    @ParameterizedTest
    @ValueSource(strings = {"v20.20.2", "v8.0.0", "24", "nonsense"})
    void saysInOneLineWhatToInstallWhereNodeIsOld(String version, @TempDir Path folder) throws IOException {
        var program = Files.createFile(
                folder.resolve("node"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(program, "#!/bin/sh\necho " + version + "\n");
        assertThatThrownBy(() -> Node.find(Map.of("SLIPWAY_NODE", program.toString())))
                .isInstanceOf(NoNodeException.class)
                .hasMessageContainingAll("Node.js 24", version, "npm install node@24", "SLIPWAY_NODE")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysSoWhereThereIsNone() {
        assertThatThrownBy(() -> Node.find(Map.of("SLIPWAY_NODE", "/nowhere/node")))
                .isInstanceOf(NoNodeException.class)
                .hasMessageContaining("/nowhere/node does not run");
    }
}

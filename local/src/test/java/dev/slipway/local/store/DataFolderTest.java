package dev.slipway.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {

    private final Path parent;
    private final Path path;

    DataFolderTest(@TempDir Path parent) {
        this.parent = parent;
        path = parent.resolve("deep/data");
    }

    @Test
    void makesTheFolderForItsOwnerAlone() throws IOException {
        try (var folder = DataFolder.open(path)) {
            assertThat(folder.path()).isEqualTo(path);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void opensAgainWhatWasClosed() {
        DataFolder.open(path).close();

        DataFolder.open(path).close();
    }

    @Test
    void isForOneAtATime() {
        try (var _ = DataFolder.open(path)) {
            assertThatThrownBy(() -> DataFolder.open(path))
                    .isInstanceOf(UnusableFolderException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void makesTwoKeysOnceAndKeepsThem() {
        String capability;
        String token;
        try (var folder = DataFolder.open(path)) {
            capability = folder.capabilityKeys();
            token = folder.tokenKeys();
        }
        try (var folder = DataFolder.open(path)) {
            assertThat(folder.capabilityKeys()).isEqualTo(capability);
            assertThat(folder.tokenKeys()).isEqualTo(token);
        }
        assertThat(capability).matches("[a-z0-9]{1,8}:[0-9a-f]{64}").isNotEqualTo(token);
    }

    @Test
    void keysAreForTheOwnerAlone() throws IOException {
        try (var folder = DataFolder.open(path)) {
            folder.capabilityKeys();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve("keys/capability"))))
                .isEqualTo("rw-------");
    }

    @Test
    void takesTwoKeysWhileOneFollowsTheOther() throws IOException {
        var keys = "new:" + "a".repeat(64) + ",old:" + "b".repeat(64);
        try (var folder = DataFolder.open(path)) {
            folder.tokenKeys();
            Files.writeString(path.resolve("keys/token"), keys + "\n");
            assertThat(folder.tokenKeys()).isEqualTo(keys);
        }
    }

    @Test
    void refusesKeysOfAnotherForm() throws IOException {
        try (var folder = DataFolder.open(path)) {
            folder.tokenKeys();
            Files.writeString(path.resolve("keys/token"), "secret");
            assertThatThrownBy(folder::tokenKeys)
                    .isInstanceOf(UnusableFolderException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void leavesAFolderAloneThatHoldsSomethingElse() throws IOException {
        Files.writeString(parent.resolve("letter.txt"), "Dear");

        assertThatThrownBy(() -> DataFolder.open(parent))
                .isInstanceOf(UnusableFolderException.class)
                .hasMessageContaining("something else");
        assertThat(parent).isDirectoryNotContaining(file -> !file.endsWith("letter.txt"));
    }

    @Test
    void refusesAnotherLayout() throws IOException {
        DataFolder.open(path).close();
        Files.writeString(path.resolve("layout"), "2\n");

        assertThatThrownBy(() -> DataFolder.open(path))
                .isInstanceOf(UnusableFolderException.class)
                .hasMessageContaining("layout 2");
    }

    @Test
    void refusesAFile() throws IOException {
        var file = Files.writeString(parent.resolve("file"), "");

        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(UnusableFolderException.class)
                .hasMessageContaining("is a file");
    }
}

package dev.slipway.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.registry.access.BearerTokens;
import dev.slipway.registry.access.Grant;
import dev.slipway.registry.access.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
    void aTokenKeyOfAMonthGivesWayAndStillVerifiesWhatItSigned() throws IOException {
        try (var folder = DataFolder.open(path)) {
            var old = folder.tokenKeys();
            var issued = new BearerTokens(SigningKeys.parse(old), InstantSource.system()).issue(Grant.NOTHING, "host");
            age("keys/token", 29);
            assertThat(folder.tokenKeys()).isEqualTo(old);
            age("keys/token", 31);

            var rotated = folder.tokenKeys();

            assertThat(rotated).matches("[a-z0-9]{1,8}:[0-9a-f]{64},.*").endsWith("," + old);
            assertThat(folder.tokenKeys()).isEqualTo(rotated);
            assertThat(new BearerTokens(SigningKeys.parse(rotated), InstantSource.system())
                            .verify(issued.token(), "host"))
                    .isPresent();
            age("keys/token", 31);
            assertThat(folder.tokenKeys())
                    .endsWith("," + rotated.split(",", -1)[0])
                    .doesNotContain(old);
        }
    }

    @Test
    void theAuditLogAndTheAdministratorsTokenAreForTheOwnerAlone() throws IOException {
        try (var folder = DataFolder.open(path)) {
            folder.keepAdminToken("secret");
            try (var log = folder.auditLog()) {
                log.accept("one");
            }
            try (var log = folder.auditLog()) {
                log.accept("two");
            }
            assertThat(folder.adminToken()).hasContent("secret");
            assertThat(path.resolve("audit.log")).hasContent("one\ntwo");
            for (var name : List.of("admin-token", "audit.log")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    private void age(String name, int days) throws IOException {
        Files.setLastModifiedTime(
                path.resolve(name), FileTime.from(Instant.now().minus(Duration.ofDays(days))));
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

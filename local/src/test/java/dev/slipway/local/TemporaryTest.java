package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path parent;

    @Test
    void goesWhenItIsClosed() {
        var temporary = Temporary.createIn(parent);
        temporary.open();
        assertThat(parent).isNotEmptyDirectory();

        temporary.close();

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void takesAwayWhatAKilledProcessLeft() throws IOException {
        var left = leftover("slipway-memory-1");

        Temporary.createIn(parent).close();

        assertThat(left).doesNotExist();
    }

    @Test
    void leavesOthersInUseAlone() {
        var one = Temporary.createIn(parent);
        var other = Temporary.createIn(parent);

        assertThat(one.path()).isDirectory();
        other.close();
        assertThat(one.path()).isDirectory();
        one.close();
    }

    @Test
    void touchesNothingThatIsNotATemporaryFolderOfOurs() throws IOException {
        var named = leftover("slipway-memory-mine");
        var unmarked = leftover("slipway-memory-2");
        Files.delete(unmarked.resolve("temporary"));
        var noRegistry = Files.createDirectory(parent.resolve("slipway-memory-3"));
        Files.createFile(noRegistry.resolve("temporary"));
        var linked = Files.createSymbolicLink(parent.resolve("slipway-memory-4"), named);
        var file = Files.createFile(parent.resolve("slipway-memory-5"));

        Temporary.createIn(parent).close();

        assertThat(named.resolve("registry.db")).exists();
        assertThat(unmarked.resolve("registry.db")).exists();
        assertThat(noRegistry.resolve("temporary")).exists();
        assertThat(linked).isSymbolicLink();
        assertThat(file).exists();
    }

    /** What is there after a kill: a data folder with the mark, and a lock that nobody holds. */
    private Path leftover(String name) throws IOException {
        var folder = parent.resolve(name);
        try (var cloud = EmbeddedCloud.in(folder)) {
            cloud.open();
        }
        Files.createFile(folder.resolve("temporary"));
        return folder;
    }
}

package dev.slipway.relay.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class FunctionFilesTest {

    @Test
    void areAllThatIsDeployed() throws Exception {
        try (var folder = Files.list(Path.of("web"))) {
            assertThat(folder.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> !name.equals("README.md"))
                    .containsExactlyInAnyOrderElementsOf(FunctionFiles.NAMES);
        }
    }

    @Test
    void areGoneWhenTheyWereRead() throws Exception {
        var files = FunctionFiles.unpack();
        assertThat(files.entry()).exists();
        files.close();
        assertThat(files.entry().getParent()).doesNotExist();
    }
}

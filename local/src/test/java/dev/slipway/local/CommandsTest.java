package dev.slipway.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.local.manage.Surroundings;
import dev.slipway.local.store.DataFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {

    private static final int USAGE = 2;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .contains(
                        "serve",
                        "sweep",
                        "push",
                        "pull",
                        "relay",
                        "doctor",
                        "costs",
                        "budget",
                        "prices",
                        "version",
                        "help",
                        "generate-completion");
    }

    @Test
    void saysItsVersionAndCompletesItself() {
        assertThat(run("version")).isZero();
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("slipway ");
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString()).contains("_complete_slipway");
    }

    @Test
    void doesALittleOfEverythingAndTellsNobody() {
        assertThat(run("train")).isZero();
        assertThat(out.toString() + err).isEmpty();
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("serve").doesNotContain("train");
    }

    @Test
    void helpHasNoColoursAwayFromATerminal() {
        assertThat(run("help", "serve")).isZero();
        assertThat(out.toString()).contains("--anonymous").doesNotContain("\u001b");
    }

    @Test
    void noHelpHasADefaultThatIsNone() {
        assertThat(usages(Slipway.commandLine(Surroundings.ofProcess())))
                .hasSizeGreaterThan(30)
                .allSatisfy(text -> assertThat(text).doesNotContain("Optional"));
        assertThat(run("costs", "explain", "--help")).isZero();
        assertThat(out.toString()).contains("--owner=OWNER", "--month=YYYY-MM");
    }

    private static Stream<String> usages(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getUsageMessage()),
                command.getSubcommands().values().stream().flatMap(CommandsTest::usages));
    }

    @Test
    void saysHowToPushAndPull() {
        assertThat(run("help", "push")).isZero();
        assertThat(run("help", "pull")).isZero();
        assertThat(run("help", "relay")).isZero();
        assertThat(run("help", "doctor")).isZero();
        assertThat(run("generate-completion")).isZero();
        assertThat(out.toString())
                .contains("IMAGE REF", "REF DESTINATION", "--password-stdin", "--platform", "--quiet", "--port=<port>")
                .contains("_picocli_slipway_push", "_picocli_slipway_pull", "_picocli_slipway_relay");
    }

    @Test
    void misuseIsOneLine() {
        fails(USAGE, "Unmatched argument at index 0: 'serv' (see slipway --help)", "serv");
        fails(USAGE, "Unknown option: '--nope' (see slipway serve --help)", "serve", "--nope");
        fails(USAGE, "Invalid value for option '--port': 'x' is not an int", "serve", "--port", "x");
        fails(USAGE, "--data=DIR, --memory are mutually exclusive", "serve", "--memory", "--data", "x");
        fails(USAGE, "--no-costs, --prices=FILE are mutually exclusive", "serve", "--no-costs", "--prices", "x");
        fails(USAGE, "--no-relay goes with --strict-aws", "serve", "--no-relay");
        fails(USAGE, "--strict-aws has the relay of AWS, not --relay", "serve", "--strict-aws", "--relay", "java");
        fails(USAGE, "Invalid value for option '--relay': expected one of [JAVA, WEB]", "serve", "--relay", "x");
    }

    @Test
    void anAddressThatCannotBeHadIsOneLine() throws IOException {
        fails(1, "--port must be from 0 to 65535, not 65536", "serve", "--memory", "--port", "65536");
        fails(1, "--host nosuch.invalid is no address", "serve", "--memory", "--host", "nosuch.invalid");
        fails(1, "cannot listen on 192.0.2.1:0", "serve", "--memory", "--port", "0", "--host", "192.0.2.1");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            fails(1, "cannot listen on 127.0.0.1:" + port + ": Address already in use", "serve", "--port", port);
        }
    }

    @Test
    void aFolderThatCannotBeHadIsOneLine() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "something else");
        fails(1, "is a file, not a folder", "serve", "--port", "0", "--data", file.toString());
        fails(1, "holds something else", "serve", "--port", "0", "--data", folder.toString());
        try (var used = DataFolder.open(folder.resolve("used"))) {
            fails(
                    1,
                    "is in use by another process",
                    "serve",
                    "--port",
                    "0",
                    "--data",
                    used.path().toString());
        }
    }

    @Test
    void sweepsAndSaysInOneLineWhatItDid() throws IOException {
        var data = folder.resolve("data");
        try (var cloud = EmbeddedCloud.in(data)) {
            var bucket = cloud.open().bucket();
            bucket.put(Orphans.key(1), new byte[3 << 10]);
            bucket.put(Orphans.key(2), new byte[10]);
        }
        Orphans.age(data, Duration.ofDays(5));

        assertThat(sweep(data, "--dry-run"))
                .isEqualTo(
                        "dry run: 2 objects looked at: 2 deleted (3.0 KiB), 0 marked to be deleted an hour from now or later");
        assertThat(sweep(data))
                .isEqualTo(
                        "2 objects looked at: 2 deleted (3.0 KiB), 0 marked to be deleted an hour from now or later");
        assertThat(sweep(data))
                .isEqualTo("0 objects looked at: 0 deleted (0 B), 0 marked to be deleted an hour from now or later");
        assertThat(data.resolve("objects")).isEmptyDirectory();
    }

    @Test
    void sweepsOnlyWhatIsARegistryThatNobodyUses() {
        fails(1, "there is no registry in " + folder, "sweep", "--data", folder.toString());
        assertThat(folder).isEmptyDirectory();
        try (var used = DataFolder.open(folder.resolve("used"))) {
            fails(
                    1,
                    "is in use by another process",
                    "sweep",
                    "--data",
                    used.path().toString());
        }
    }

    @Test
    void sizesAreInBinaryUnits() {
        assertThat(BinarySize.of(0)).isEqualTo("0 B");
        assertThat(BinarySize.of(1023)).isEqualTo("1023 B");
        assertThat(BinarySize.of(1536)).isEqualTo("1.5 KiB");
        assertThat(BinarySize.of(5L << 30)).isEqualTo("5.0 GiB");
        assertThat(BinarySize.of(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    private String sweep(Path data, String... more) {
        out.getBuffer().setLength(0);
        var arguments = new ArrayList<>(List.of("sweep", "--data", data.toString()));
        arguments.addAll(List.of(more));
        assertThat(run(arguments.toArray(String[]::new))).isZero();
        return out.toString().strip();
    }

    @Test
    void creatingIsForTheCloud() {
        fails(1, "--create goes with --store aws", "serve", "--port", "0", "--memory", "--create");
    }

    private void fails(int code, String message, String... arguments) {
        err.getBuffer().setLength(0);
        assertThat(run(arguments)).isEqualTo(code);
        assertThat(err.toString()).startsWith("slipway: ").contains(message).hasLineCount(1);
    }

    private int run(String... arguments) {
        return Slipway.commandLine(Surroundings.ofProcess(), arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}

package dev.slipway.local.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.local.CommandFailure;
import dev.slipway.local.image.TestingImages;
import dev.slipway.local.transfer.Meddler.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that go to a registry and come back, whatever happens on the way. */
class TransferTest {

    private static final int MIB = 1 << 20;
    private static final String NAME = "team/app:1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TransferFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Meddler meddler;

    @BeforeEach
    void start() throws IOException {
        fixture = new TransferFixture(folder);
        meddler = fixture.meddler();
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void allPlatformsGoThereAndComeBackByteForByte() throws Exception {
        var images = new TestingImages();
        var amd = images.image(TestingImages.random(100, 1), TestingImages.random(9 * MIB, 2));
        var arm = images.image(TestingImages.random(100, 1), new byte[0], TestingImages.random(5 * MIB, 3));
        var index = images.index(new TreeMap<>(Map.of("linux/amd64", amd, "linux/arm64", arm)));
        var layout = images.named(TestingImages.INDEX, index, "x").folder(folder.resolve("layout"));

        assertThat(fixture.push(layout, NAME).toString()).isEqualTo(TestingImages.digest(index));
        var pulled = folder.resolve("pulled");
        assertThat(fixture.pull(NAME, pulled).toString()).isEqualTo(TestingImages.digest(index));
        assertThat(contents(pulled.resolve("blobs"))).isEqualTo(contents(layout.resolve("blobs")));
        assertThat(pulled).isDirectoryNotContaining(path -> path.endsWith(".partial"));
    }

    @Test
    void sendsNothingThatIsThere() throws Exception {
        var layout = image(6 * MIB);
        fixture.push(layout, NAME);
        meddler.requests().clear();
        fixture.push(layout, "team/app:2");
        assertThat(meddler.requests())
                .hasSize(3)
                .filteredOn(request -> request.startsWith("HEAD "))
                .hasSize(2);
    }

    @Test
    void partsThatFailAreSentAgain() throws Exception {
        meddler.decide(once("PUT /bucket/", new Fate.Answer(500, "0"), Fate.HANG_UP));
        var layout = image(41 * MIB);
        fixture.push(layout, NAME);
        assertThat(meddler.count("PUT /bucket/")).isGreaterThanOrEqualTo(7);
        assertSame(layout);
    }

    @Test
    void anExpiredPlaceIsAskedForAgain() throws Exception {
        meddler.decide(once("PUT /bucket/", new Fate.Answer(403, "0")));
        var layout = image(30 * MIB);
        fixture.push(layout, NAME);
        assertSame(layout);
    }

    @Test
    void answersThatAreLostAreFoundOut() throws Exception {
        var lost = ConcurrentHashMap.<String>newKeySet();
        meddler.decide(request -> !request.startsWith("GET ") && lost.add(request) ? Fate.LOSE_ANSWER : Fate.PASS);
        var layout = image(25 * MIB);
        fixture.push(layout, NAME);
        assertSame(layout);
    }

    @Test
    void aBrokenPushGoesOnWhereItStopped() throws Exception {
        var puts = new AtomicInteger();
        meddler.decide(
                request -> request.startsWith("PUT /bucket/") && puts.incrementAndGet() > 4 ? Fate.HANG_UP : Fate.PASS);
        var layout = image(57 * MIB);
        assertThatThrownBy(() -> fixture.push(layout, NAME))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("the same command goes on where it stopped");
        var state = folder.resolve("state");
        assertThat(state).isDirectoryContaining("glob:**.json");
        try (var files = Files.list(state)) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(files.findAny().orElseThrow())))
                    .isEqualTo("rw-------");
        }

        meddler.decide(request -> Fate.PASS);
        meddler.requests().clear();
        fixture.push(layout, NAME);
        assertThat(meddler.count("PUT /bucket/")).isBetween(3L, 6L);
        assertThat(meddler.requests()).noneMatch(request -> request.equals("POST /v2/team/app/blobs/uploads/"));
        assertThat(state).isEmptyDirectory();
        assertSame(layout);
    }

    @Test
    void anUploadThatIsForgottenBeginsAnew() throws Exception {
        meddler.decide(request -> request.startsWith("PUT /bucket/") ? Fate.HANG_UP : Fate.PASS);
        var layout = image(20 * MIB);
        assertThatThrownBy(() -> fixture.push(layout, NAME)).isInstanceOf(CommandFailure.class);
        meddler.decide(once("GET /v2/team/app/blobs/uploads/", new Fate.Answer(404, "0")));
        fixture.push(layout, NAME);
        assertThat(meddler.count("POST /v2/team/app/blobs/uploads/")).isPositive();
        assertSame(layout);
    }

    @Test
    void waitsForARegistryThatAsksToWait() throws Exception {
        var answers = new AtomicInteger();
        meddler.decide(request -> request.startsWith("PUT /v2/team/app/manifests/") && answers.incrementAndGet() < 6
                ? new Fate.Answer(503, "0")
                : Fate.PASS);
        fixture.push(image(10), NAME);
        assertThat(answers).hasValue(6);
        assertThat(fixture.remarks()).singleElement().asString().contains("asks to wait (503): trying again");
    }

    @Test
    void anUploadOfWrongBytesIsGivenUp() throws Exception {
        var images = new TestingImages();
        var layer = TestingImages.random(6 * MIB, 7);
        var manifest = images.image(layer);
        var layout = images.named(TestingImages.MANIFEST, manifest, "x")
                .spoilt(TestingImages.digest(layer))
                .folder(folder.resolve("layout"));
        assertThatThrownBy(() -> fixture.push(layout, NAME))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("has other bytes than its digest says: the image is damaged");
        assertThat(meddler.count("DELETE /v2/team/app/blobs/uploads/")).isOne();
        assertThat(fixture.started().folder()).isEmptyDirectory();
    }

    @Test
    void aPullGoesOnAfterACutAndLaterStill() throws Exception {
        var layout = image(20 * MIB);
        fixture.push(layout, NAME);
        meddler.decide(once("GET /download/", new Fate.Cut(3 * MIB), new Fate.Cut(2 * MIB)));
        assertThat(fixture.pull(NAME, folder.resolve("first"))).isNotNull();
        assertThat(contents(folder.resolve("first").resolve("blobs"))).isEqualTo(contents(layout.resolve("blobs")));

        var second = folder.resolve("second");
        var cuts = new AtomicInteger();
        meddler.decide(request -> !request.startsWith("GET /download/")
                ? Fate.PASS
                : cuts.incrementAndGet() > 2 ? Fate.HANG_UP : new Fate.Cut(4 * MIB));
        assertThatThrownBy(() -> fixture.pull(NAME, second)).isInstanceOf(CommandFailure.class);
        assertThat(second.resolve("index.json")).doesNotExist();
        assertThat(largest(second.resolve(".partial"))).isPositive();
        meddler.decide(request -> Fate.PASS);
        fixture.pull(NAME, second);
        assertThat(contents(second.resolve("blobs"))).isEqualTo(contents(layout.resolve("blobs")));
    }

    @Test
    void aPullWaitsForABlobThatIsStillVerified() throws Exception {
        fixture.push(image(6 * MIB), NAME);
        var answers = new AtomicInteger();
        meddler.decide(request -> request.startsWith("GET /v2/team/app/blobs/") && answers.incrementAndGet() < 10
                ? new Fate.Answer(503, "0")
                : Fate.PASS);
        fixture.pull(NAME, folder.resolve("pulled"));
        assertThat(answers).hasValueGreaterThanOrEqualTo(10);
    }

    @Test
    void aWrongFileIsNeverLeftUnderAFinalName() throws Exception {
        var layout = image(6 * MIB);
        fixture.push(layout, NAME);
        var pulled = folder.resolve("pulled");
        Files.createDirectories(pulled.resolve(".partial"));
        var layer = TestingImages.digest(TestingImages.random(6 * MIB, 42));
        var partial = pulled.resolve(".partial").resolve(layer.replace(':', '-'));
        Files.write(partial, TestingImages.random(MIB, 8));
        assertThatThrownBy(() -> fixture.pull(NAME, pulled)).hasMessageContaining("came with other bytes");
        assertThat(partial).doesNotExist();
        assertThat(pulled.resolve("blobs/sha256/" + layer.substring(7))).doesNotExist();
        fixture.pull(NAME, pulled);
        assertThat(contents(pulled.resolve("blobs"))).isEqualTo(contents(layout.resolve("blobs")));
    }

    @Test
    void aSecondImageIsAddedToALayout() throws Exception {
        fixture.push(image(10), NAME);
        var images = new TestingImages();
        var other = images.image(TestingImages.random(20, 5));
        fixture.push(images.named(TestingImages.MANIFEST, other, "x").folder(folder.resolve("other")), "team/app:2");
        var pulled = folder.resolve("pulled");
        fixture.pull(NAME, pulled);
        fixture.pull("team/app:2", pulled);
        fixture.pull(NAME, pulled);
        assertThatThrownBy(() -> fixture.push(pulled, "team/app:3"))
                .hasMessage("there are several images: choose with --image one of team/app:2, team/app:1");
    }

    private Path image(int layer) throws IOException {
        var images = new TestingImages();
        var manifest = images.image(TestingImages.random(layer, 42));
        return images.named(TestingImages.MANIFEST, manifest, "x").folder(folder.resolve("layout"));
    }

    /** Each fate for one request that begins so. */
    private static Function<String, Fate> once(String start, Fate... fates) {
        var next = new AtomicInteger();
        return request -> {
            var i = request.startsWith(start) ? next.getAndIncrement() : fates.length;
            return i < fates.length ? fates[i] : Fate.PASS;
        };
    }

    private void assertSame(Path layout) throws Exception {
        var pulled = folder.resolve("back");
        fixture.pull(NAME, pulled);
        assertThat(contents(pulled.resolve("blobs"))).isEqualTo(contents(layout.resolve("blobs")));
    }

    /** The digests of all files, by name. */
    private static Set<String> contents(Path folder) throws IOException {
        var contents = new java.util.TreeSet<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.add(folder.relativize(file) + " " + TestingImages.digest(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    private static long largest(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).max().orElse(0);
        }
    }
}

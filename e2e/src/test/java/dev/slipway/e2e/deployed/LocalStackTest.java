package dev.slipway.e2e.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import dev.slipway.aws.LocalStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The template's bucket on LocalStack, its table beside it, its packaged functions on both, behind the local edge, and real clients. */
@Tag("localstack")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set before the first test
class LocalStackTest {

    /** More than goes through a function: it takes the way to the bucket, or through the relay. */
    private static final int LAYER = 6 << 20;

    /** What pushing and pulling needs, which has to be as quick as on AWS, where a snapshot of it lies ready. */
    private static final List<String> FUNCTIONS = List.of(
            "IssueToken",
            "CheckVersion",
            "StartUpload",
            "PartUrls",
            "AddParts",
            "StartCopy",
            "CopyUpload",
            "FinishUpload",
            "PutManifest",
            "GetManifest",
            "GetBlob");

    @TempDir
    private static Path scratch;

    private static Deployment deployment;

    @BeforeAll
    static void deploy() throws Exception {
        Command.need("docker", "skopeo");
        deployment = Deployment.on(LocalStack.start("s3").getEndpoint(), Moto.dynamoDb(), scratch);
        deployment.start(FUNCTIONS);
    }

    @AfterAll
    static void stop() {
        if (deployment != null) { // not where deploying failed
            deployment.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void whatAClientPushesAllClientsPull(Client pusher) throws Exception {
        var name = pusher.name().toLowerCase(Locale.ROOT);
        var repository = "admin/from-" + name;
        var reference = deployment.host() + "/" + repository + ":1";
        pusher.push(deployment.command(), image(name, reference), reference);

        for (var puller : Client.values()) {
            var folder = scratch.resolve(name + "-by-" + puller);
            assertThat(puller.pull(deployment.command(), reference, folder))
                    .as("%s pulls what %s pushed", puller, pusher)
                    .isEqualTo(deployment.digest(repository, "1"));
        }
    }

    /** docker and skopeo send a layer in one PATCH; whether slipway's parts were whole S3 has to see too. */
    @Test
    @Order(2)
    void thePackagedFunctionsDidIt() {
        assertThat(deployment.answered()).containsAll(FUNCTIONS);
        assertThat(deployment.failures()).isEmpty();
    }

    /** An image of one layer, as {@code docker save} writes it. */
    private static Path image(String name, String reference) throws Exception {
        var content = new byte[LAYER];
        new Random(name.hashCode()).nextBytes(content);
        var layer = Files.write(scratch.resolve(name), content);
        var tar = scratch.resolve(name + ".tar");
        Jib.fromScratch()
                .addLayer(List.of(layer), AbsoluteUnixPath.get("/"))
                .containerize(Containerizer.to(TarImage.at(tar).named(reference))
                        .setApplicationLayersCache(scratch.resolve("layers"))
                        .setBaseImageLayersCache(scratch.resolve("bases")));
        return tar;
    }
}

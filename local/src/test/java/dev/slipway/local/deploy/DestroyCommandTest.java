package dev.slipway.local.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestroyCommandTest {

    private static final String[] EVERYTHING = {"--delete-images", "--delete-audit-log", "--yes", "slipway"};

    private static final String LEFT = """
            {"ResourceTagMappingList": [
              {"ResourceARN": "arn:aws:dynamodb:eu-central-1:123456789012:table/slipway-Table-1"},
              {"ResourceARN": "arn:aws:s3:::slipway-bucket-1"},
              {"ResourceARN": "arn:aws:logs:eu-central-1:123456789012:log-group:slipway-Logs-1"},
              {"ResourceARN": "arn:aws:logs:eu-central-1:123456789012:log-group:slipway-AuditLogs-1:*"}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private StandIns standIns;

    @BeforeEach
    void install() throws IOException {
        standIns = new StandIns(folder).isDeployed();
    }

    @Test
    void refusesWhileThereAreImages() throws IOException {
        hasImages();
        refuses("nothing is deleted: slipway in eu-central-1 has 1 repository with images, 3.0 KiB; to delete them for"
                + " ever, add --delete-images");
        refuses("nothing is deleted: slipway in eu-central-1 has 1 repository", "--yes", "slipway");
        refuses("nothing is deleted: slipway in eu-central-1 has 1 repository", "--delete-audit-log");
    }

    @Test
    void refusesWhereTheNameIsNotTheStacks() throws IOException {
        hasImages();
        refuses("nothing is deleted: that is not the stack's name", "--delete-images", "--yes", "slipway2");
        var asked = standIns.destroy("--delete-images");
        assertThat(asked.err()).isEqualTo("""
                slipway: this deletes slipway in eu-central-1 for ever, with 1 repository with images, 3.0 KiB, all users and all tokens
                Its name, to go on: slipway: nothing is deleted: that is not the stack's name
                """);
        assertThat(asked.code()).isEqualTo(1);
        assertNothingWasDeleted();
    }

    @Test
    void toldTwiceItDeletesTheImagesAfterWhatServesThem() throws IOException {
        hasImages();
        var result = standIns.types("slipway\n").destroy("--delete-images");
        assertThat(result.out()).isEqualTo("""
                The stack slipway in eu-central-1 is deleted.
                Kept: the audit log slipway-AuditLogs-1.
                They cost by the gigabyte and month: a bucket $0.023, a table $0.45 with its backup, a log $0.03. To delete them too:
                  ./slipway destroy --stack-name slipway --region eu-central-1 --delete-audit-log
                """);
        assertThat(result.code()).isZero();
        assertThat(standIns.deleted)
                .containsExactly(
                        "bucket slipway-accesslogbucket-1", "bucket slipway-bucket-1", "table slipway-Table-1");
        assertThat(standIns.written("calls"))
                .contains(
                        "aws cloudformation delete-stack --stack-name slipway-eu-central-1-access-log --region us-east-1")
                .contains("sam delete --stack-name slipway --region eu-central-1 --no-prompts")
                .doesNotContain("delete-log-group");
    }

    @Test
    void aScriptSaysTheNameAtOnceAndMayHaveEverythingDeleted() throws IOException {
        hasImages();
        var result = standIns.destroy(EVERYTHING);
        assertThat(result.out()).isEqualTo("The stack slipway in eu-central-1 is deleted.\n");
        assertThat(standIns.deleted).hasSize(3);
        assertThat(standIns.written("calls"))
                .contains("aws logs delete-log-group --log-group-name slipway-AuditLogs-1");
    }

    @Test
    void withoutImagesItDeletesTheStackAndSaysWhatIsKeptAndCosts() throws IOException {
        var result = standIns.destroy();
        assertThat(result.out()).isEqualTo("""
                The stack slipway in eu-central-1 is deleted.
                Kept: the table slipway-Table-1, the bucket slipway-accesslogbucket-1, the bucket slipway-bucket-1, the audit log slipway-AuditLogs-1.
                They cost by the gigabyte and month: a bucket $0.023, a table $0.45 with its backup, a log $0.03. To delete them too:
                  ./slipway destroy --stack-name slipway --region eu-central-1 --delete-images --delete-audit-log
                """);
        assertThat(result.code()).isZero();
        assertThat(standIns.deleted).isEmpty();
    }

    @Test
    void whatIsLeftOfAStackIsDeletedByTheCommandThatWasNamed() throws IOException {
        standIns.destroy();
        standIns.has("tagged", LEFT);
        refuses(
                "the stack slipway is gone and left the table slipway-Table-1, the bucket slipway-bucket-1, the audit log"
                        + " slipway-AuditLogs-1: add --delete-images, or --delete-audit-log, to delete that too");
        assertThat(standIns.destroy(EVERYTHING).code()).isZero();
        assertThat(standIns.deleted).containsExactly("bucket slipway-bucket-1", "table slipway-Table-1");
    }

    @Test
    void interruptedItGoesOnWhenRunAgain() throws IOException {
        hasImages();
        standIns.keepsBuckets = true;
        standIns.has("tagged", LEFT);
        var interrupted = standIns.destroy(EVERYTHING);
        assertThat(interrupted.err())
                .endsWith("slipway: not all is deleted: the bucket does not answer; run this again\n");
        assertThat(interrupted.code()).isEqualTo(1);
        standIns.keepsBuckets = false;
        standIns.has("no-log", "");
        var again = standIns.destroy(EVERYTHING);
        assertThat(again.code()).isZero();
        assertThat(standIns.deleted).containsExactly("bucket slipway-bucket-1", "table slipway-Table-1");
    }

    @Test
    void aStackThatCannotBeDeletedKeepsItsImages() throws IOException {
        hasImages();
        standIns.has("fails", "");
        var result = standIns.destroy(EVERYTHING);
        assertThat(result.err())
                .endsWith("slipway: the stack slipway is not deleted, sam says above why; no image is. When that is"
                        + " mended, run this again\n");
        assertThat(result.code()).isEqualTo(1);
        assertThat(standIns.deleted).isEmpty();
    }

    @Test
    void whatAFailedFirstDeploymentLeftIsFoundByItsTag() throws IOException {
        standIns.has("stack", StandIns.stack("ROLLBACK_COMPLETE", Map.of(), Map.of()));
        standIns.has("tagged", LEFT);
        assertThat(standIns.destroy(EVERYTHING).code()).isZero();
        assertThat(standIns.deleted).containsExactly("bucket slipway-bucket-1", "table slipway-Table-1");
    }

    @Test
    void whereThereIsNothingItSaysSo() throws IOException {
        standIns.forgets("stack");
        refuses("there is no stack slipway in eu-central-1, nor anything left of one");
    }

    /** One that was pushed, and a repository whose images are gone. */
    private void hasImages() {
        var digest = Digest.of(Algorithm.SHA256, "config".getBytes(UTF_8));
        var image = new RepositoryName("team/app");
        put(Item.at(Keys.repository(image)));
        put(Item.at(Keys.manifest(image, digest)));
        put(Item.at(Keys.repository(new RepositoryName("team/old"))));
        standIns.bucket.put(ObjectKey.blob(digest, UploadId.random()), new byte[3 << 10]);
    }

    private void put(Item item) {
        assertThat(standIns.table.write(List.of(new Write.Put(item, Condition.ALWAYS))))
                .isEmpty();
    }

    private void refuses(String message, String... arguments) throws IOException {
        standIns.has("calls", "");
        var result = standIns.destroy(arguments);
        assertThat(result.err()).startsWith("slipway: " + message).hasLineCount(1);
        assertThat(result.code()).isEqualTo(1);
        assertNothingWasDeleted();
    }

    private void assertNothingWasDeleted() throws IOException {
        assertThat(standIns.deleted).isEmpty();
        assertThat(standIns.written("calls")).doesNotContain("sam delete", "delete-log-group");
    }
}

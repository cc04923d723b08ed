package dev.slipway.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployCommandTest {

    private static final String CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/c0ffee";
    private static final Pattern KEYS = Pattern.compile("(\\w+Keys): '(k1:[0-9a-f]{64})'");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private StandIns standIns;

    @BeforeEach
    void install() throws IOException {
        standIns = new StandIns(folder);
    }

    @Test
    void theFirstDeploymentMakesAnAdministratorAndSaysHowToSignIn() throws IOException {
        var result = standIns.deploy();

        var token = standIns.file(StandIns.ADMIN_TOKEN + "d123.cloudfront.net");
        assertThat(result.out()).isEqualTo("""
                The registry is at https://d123.cloudfront.net
                An administrator was made: the user admin, who owns admin/...
                Sign in with
                  docker login d123.cloudfront.net -u admin --password-stdin < %s
                """.formatted(token));
        assertThat(result.err()).startsWith("""
                slipway: account 123456789012, region eu-central-1, stack slipway: the first deployment, which takes some ten minutes
                deploys %s
                """.formatted(folder.resolve("checkout")));
        assertThat(result.code()).isZero();
        assertThat(Files.readString(token)).startsWith("slipway_pat_").hasLineCount(1);
        assertThat(result.out() + result.err()).doesNotContain("slipway_pat_");
        assertThat(Files.getPosixFilePermissions(token)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(standIns.written("calls"))
                .contains("sam deploy --template-file target/template.yaml --stack-name slipway --region eu-central-1"
                        + " --capabilities CAPABILITY_IAM --resolve-s3 --no-progressbar --no-confirm-changeset"
                        + " --no-fail-on-empty-changeset --parameter-overrides file://")
                .contains("aws cloudfront wait distribution-deployed --id E123 --region eu-central-1");
    }

    /** CloudFront's log begins there. */
    @Test
    void elsewhereTheDistributionsLogIsAStackInVirginia() throws IOException {
        standIns.deploy();

        assertThat(calls())
                .contains("aws cloudformation deploy --stack-name slipway-eu-central-1-access-log --template-file "
                        + folder.resolve("checkout/access-log.yaml")
                        + " --no-fail-on-empty-changeset --parameter-overrides Stack=slipway Distribution=E123"
                        + " AccessLogBucket=slipway-accesslogbucket-1 --region us-east-1");
    }

    @Test
    void inVirginiaTheRegistrysStackHasTheDistributionsLog() throws IOException {
        assertThat(standIns.deploy("--region", "us-east-1").code()).isZero();

        assertThat(calls()).doesNotContain("access-log");
    }

    @Test
    void theDistributionsLogGoesWhereTransfersAreNotCounted() throws IOException {
        standIns.willBe("d123.cloudfront.net", Map.of("CountTransfers", "off"));
        assertThat(standIns.deploy("--parameter", "CountTransfers=off").code()).isZero();

        assertThat(calls())
                .doesNotContain("cloudformation deploy")
                .contains(
                        "aws cloudformation delete-stack --stack-name slipway-eu-central-1-access-log --region us-east-1");
    }

    @Test
    void aDistributionsLogThatCannotBeMadeIsAnError() throws IOException {
        standIns.has("no-log-stack", "");
        var result = standIns.deploy();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).endsWith("slipway: aws cloudformation deploy: Failed to create/update the stack\n");
    }

    @Test
    void theKeysAreNewAndSeenByNobodyElse() throws IOException {
        var result = standIns.deploy();

        var parameters = standIns.written("parameters");
        var keys = KEYS.matcher(parameters).results().toList();
        assertThat(keys).extracting(key -> key.group(1)).containsExactlyInAnyOrder("CapabilityKeys", "TokenKeys");
        assertThat(keys).extracting(key -> key.group(2)).doesNotHaveDuplicates();
        assertThat(parameters).contains("Relay: 'on'\n").hasLineCount(3);
        keys.forEach(key -> assertThat(calls() + result.out() + result.err()).doesNotContain(key.group(2)));
        assertThat(Files.getPosixFilePermissions(standIns.file("stand-in/parameters")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        var file = Pattern.compile("file://(\\S+)").matcher(calls());
        assertThat(file.find()).isTrue();
        assertThat(Path.of(file.group(1))).doesNotExist();
    }

    @Test
    void aSecondDeploymentChangesNothingThatWasNotAskedFor() throws IOException {
        standIns.deploy();
        var token = Files.readString(standIns.file(StandIns.ADMIN_TOKEN + "d123.cloudfront.net"));
        standIns.forgets("calls");
        standIns.forgets("parameters");

        var result = standIns.deploy();

        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("stack slipway: an update");
        assertThat(result.out()).doesNotContain("administrator").contains("docker login d123.cloudfront.net");
        assertThat(standIns.file(StandIns.ADMIN_TOKEN + "d123.cloudfront.net")).hasContent(token);
        assertThat(calls().lines().filter(call -> !call.startsWith("aws cloudformation deploy")))
                .anyMatch(call -> call.startsWith("sam deploy"))
                .noneMatch(call -> call.contains("--parameter-overrides"));
    }

    @Test
    void anUpdateGivesTheParametersThatWereAskedForAlone() throws IOException {
        standIns.isDeployed();

        standIns.deploy(
                "--alarm-email", "o'brien@example.com", "--no-relay", "--parameter", "PriceClass=PriceClass_All");

        assertThat(standIns.written("parameters"))
                .isEqualTo("PriceClass: 'PriceClass_All'\nAlarmEmail: 'o''brien@example.com'\nRelay: 'off'\n");
    }

    @Test
    void whoeverDeploysElsewhereIsNotToldOfATokenThatIsNotThere() throws IOException {
        standIns.deploy();
        Files.delete(standIns.file(StandIns.ADMIN_TOKEN + "d123.cloudfront.net"));

        assertThat(standIns.deploy().out()).isEqualTo("The registry is at https://d123.cloudfront.net\n");
    }

    @Test
    void anAdministratorWhoCouldNotBeMadeIsMadeByTheNextDeployment() {
        standIns.unreachable = true;
        var result = standIns.deploy();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .endsWith(
                        "slipway: the registry is there, but no administrator could be made: the table does not answer;"
                                + " deploy again\n");
        standIns.unreachable = false;
        assertThat(standIns.deploy().out()).contains("An administrator was made");
    }

    @Test
    void withADomainItSaysWhichRecordIsToBeMade() throws IOException {
        standIns.willBe("registry.example.com", Map.of());
        var result = standIns.deploy("--domain", "registry.example.com", "--certificate", CERTIFICATE);

        assertThat(standIns.written("parameters"))
                .contains("DomainName: 'registry.example.com'\n", "CertificateArn: '" + CERTIFICATE + "'\n");
        assertThat(result.out()).startsWith("""
                The registry is at https://registry.example.com
                Its DNS needs this record, unless it is there:
                  registry.example.com. CNAME d123.cloudfront.net.
                An administrator was made""");
    }

    @Test
    void aZoneInRoute53GetsTheRecordByItself() throws IOException {
        standIns.willBe("registry.example.com", Map.of("HostedZoneId", "Z1"));
        var result =
                standIns.deploy("--region", "us-east-1", "--domain", "registry.example.com", "--hosted-zone", "Z1");

        assertThat(result.code()).isZero();
        assertThat(result.out()).doesNotContain("CNAME");
        assertThat(calls()).contains("--region us-east-1").doesNotContain("eu-central-1");
    }

    @Test
    void aDomainWithoutACertificateThatCloudFrontTakesIsRefusedBeforeAnythingIsMade() throws IOException {
        refuses(
                "outside us-east-1 --domain needs --certificate, the ARN of one in us-east-1",
                "--domain",
                "registry.example.com",
                "--hosted-zone",
                "Z1");
        refuses(
                "--domain needs --hosted-zone, or --certificate",
                "--domain",
                "registry.example.com",
                "--region",
                "us-east-1");
        refuses("--hosted-zone and --certificate go with --domain", "--hosted-zone", "Z1");
        standIns.isDeployed(
                "UPDATE_COMPLETE", Map.of("DomainName", "registry.example.com", "CertificateArn", CERTIFICATE));
        refuses("outside us-east-1 --domain needs --certificate", "--certificate", "");
        assertThat(standIns.deploy("--hosted-zone", "Z1").code()).isZero();
    }

    @Test
    void whereThereAreNoWebFunctionsItDoesWithoutTheRelayAndSaysSo() throws IOException {
        standIns.has("no-web-functions", "");
        assertThat(standIns.deploy("--region", "af-south-1").err())
                .contains(
                        "slipway: af-south-1 has no Lambda Web Functions: deployed without the relay (docs/relay.md)\n");
        assertThat(standIns.written("parameters")).contains("Relay: 'off'\n");
    }

    @Test
    void whoeverWantsNoRelayIsNotToldSo() throws IOException {
        var result = standIns.deploy("--no-relay");
        assertThat(result.err()).doesNotContain("Web Functions");
        assertThat(standIns.written("parameters")).contains("Relay: 'off'\n");
        assertThat(calls()).doesNotContain("describe-type");
    }

    @Test
    void whatIsMissingIsSaidInOneLine() throws IOException {
        standIns.has("version", "SAM CLI, version 1.169.9\n");
        refuses("sam is too old (version 1.169): install the AWS SAM CLI, version 1.170 or later");
        standIns.has("version", "something else\n");
        refuses("sam does not say which version it is: install the AWS SAM CLI");
        standIns.lacks("sam");
        refuses("sam is not to be found: install the AWS SAM CLI, version 1.170 or later");
        standIns.set("AWS_REGION", "");
        refuses("in which region? say --region, such as --region eu-central-1");
        standIns.lacks("aws");
        refuses("aws is not to be found: install the AWS CLI, version 2");
        standIns.set("SLIPWAY_HOME", "");
        refuses("run this as ./slipway, from a checkout of Slipway");
    }

    @Test
    void theRegionMayBeThatOfTheProfile() throws IOException {
        standIns.set("AWS_REGION", "").has("region", "ap-south-1\n");
        assertThat(standIns.deploy().err()).contains("region ap-south-1");
        standIns.set("AWS_DEFAULT_REGION", "eu-west-1");
        assertThat(standIns.deploy().err()).contains("region eu-west-1");
    }

    @Test
    void expiredCredentialsAreSaidInOneLine() throws IOException {
        standIns.has("expired", "");
        refuses(
                "AWS does not let you in (An error occurred (ExpiredToken) when calling an operation: The security token"
                        + " included in the request is expired): sign in with aws sso login or aws configure");
    }

    @Test
    void whatAwsDoesNotAllowIsSaidInOneLine() throws IOException {
        standIns.has("denied", "");
        refuses("aws cloudformation describe-stacks: An error occurred (AccessDenied)");
    }

    @Test
    void aDeploymentThatFailsMakesNoAdministrator() throws IOException {
        standIns.has("fails", "");
        var result = standIns.deploy();
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("Error: Failed to create/update the stack\n")
                .endsWith(
                        "slipway: sam deploy did not succeed, and says above why; nothing that worked before is changed."
                                + " When that is mended, deploy again\n");
        assertThat(standIns.file("home")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "UPDATE_IN_PROGRESS, is being changed (UPDATE_IN_PROGRESS): wait until that ends",
        "DELETE_IN_PROGRESS, is being changed (DELETE_IN_PROGRESS): wait until that ends",
        "UPDATE_ROLLBACK_FAILED, is stuck (UPDATE_ROLLBACK_FAILED): aws cloudformation continue-update-rollback",
        "ROLLBACK_COMPLETE, was never whole or is half deleted (ROLLBACK_COMPLETE): ./slipway destroy",
        "DELETE_FAILED, was never whole or is half deleted (DELETE_FAILED): ./slipway destroy",
    })
    void aStackInAStateThatNoDeploymentLeadsOutOfIsLeftAlone(String status, String message) throws IOException {
        standIns.isDeployed(status, Map.of());
        refuses("the stack slipway " + message);
    }

    @Test
    void aStackThatCameToNothingIsMadeAnew() throws IOException {
        standIns.isDeployed("REVIEW_IN_PROGRESS", Map.of());
        assertThat(standIns.deploy().err()).contains("the first deployment");
        assertThat(standIns.written("parameters")).containsPattern(KEYS);
    }

    @Test
    void aStackOfSomebodyElseIsLeftAlone() throws IOException {
        standIns.has(
                "stack", StandIns.stack("CREATE_COMPLETE", Map.of(), Map.of()).replace("CapabilityKeys", "Theirs"));
        refuses("the stack slipway is not one of Slipway's: take another --stack-name");
    }

    @Test
    void theStackMayHaveAnotherName() throws IOException {
        assertThat(standIns.deploy("--stack-name", "images").code()).isZero();
        assertThat(calls()).contains("sam deploy --template-file target/template.yaml --stack-name images");
        refuses("--stack-name is of up to 40 letters, digits and hyphens", "--stack-name", "my_images");
    }

    private void refuses(String message, String... arguments) throws IOException {
        standIns.has("calls", "");
        var result = standIns.deploy(arguments);
        assertThat(result.err()).startsWith("slipway: " + message).hasLineCount(1);
        assertThat(result.code()).isEqualTo(1);
        assertThat(calls()).doesNotContain("sam deploy");
    }

    private String calls() {
        try {
            return standIns.written("calls");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

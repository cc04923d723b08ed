package dev.slipway.local.deploy;

import dev.slipway.local.CommandFailure;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;

/** What a deployment is asked to be; what is not said stays as it is deployed, or is as {@code template.yaml} has it. */
@SuppressWarnings("NullAway.Init") // set by picocli
final class Parameters {

    static final String CAPABILITY_KEYS = "CapabilityKeys";
    private static final String TOKEN_KEYS = "TokenKeys";
    private static final String DOMAIN = "DomainName";
    private static final String ZONE = "HostedZoneId";
    private static final String CERTIFICATE = "CertificateArn";
    private static final String RELAY = "Relay";

    private static final String WEB_FUNCTION = "AWS::Lambda::WebFunction";
    private static final String VIRGINIA = "us-east-1";
    private static final int KEY_BYTES = 32;

    @Option(
            names = "--domain",
            paramLabel = "HOST",
            showDefaultValue = Visibility.NEVER,
            description = "The registry's host, such as registry.example.com.")
    private Optional<String> domain = Optional.empty();

    @Option(
            names = "--hosted-zone",
            paramLabel = "ID",
            showDefaultValue = Visibility.NEVER,
            description =
                    "The Route 53 zone that gets the host's records, and in us-east-1 those of a new certificate.")
    private Optional<String> zone = Optional.empty();

    @Option(
            names = "--certificate",
            paramLabel = "ARN",
            showDefaultValue = Visibility.NEVER,
            description = "A certificate for the host, in us-east-1 wherever the registry is.")
    private Optional<String> certificate = Optional.empty();

    @Option(
            names = "--alarm-email",
            paramLabel = "ADDRESS",
            showDefaultValue = Visibility.NEVER,
            description = "Who is mailed when an alarm goes off.")
    private Optional<String> alarmEmail = Optional.empty();

    @Option(
            names = "--no-relay",
            description =
                    "Be without the relay for large layers in one PATCH, as where the region has no Lambda Web Functions.")
    private boolean withoutRelay;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description = "Another parameter of template.yaml. May be repeated.")
    private Map<String, String> others = new LinkedHashMap<>();

    /** Those to deploy a stack with, checked with what it has already. */
    Map<String, String> of(Optional<Stack> stack, Aws aws) {
        var given = given();
        var all = new LinkedHashMap<>(stack.map(Stack::parameters).orElse(Map.of()));
        all.putAll(given);
        checkDomain(all, aws.region());
        if (stack.isEmpty()) {
            given.putIfAbsent(CAPABILITY_KEYS, key());
            given.putIfAbsent(TOKEN_KEYS, key());
            given.computeIfAbsent(RELAY, _ -> hasWebFunctions(aws) ? "on" : "off");
        }
        return given;
    }

    /** Whether there will be no relay, though nobody asked for that. */
    boolean lacksRelay(Map<String, String> wanted) {
        return !given().containsKey(RELAY) && "off".equals(wanted.get(RELAY));
    }

    private Map<String, String> given() {
        var given = new LinkedHashMap<>(others);
        domain.ifPresent(value -> given.put(DOMAIN, value));
        zone.ifPresent(value -> given.put(ZONE, value.replaceFirst("^/hostedzone/", ""))); // as Route 53 says it
        certificate.ifPresent(value -> given.put(CERTIFICATE, value));
        alarmEmail.ifPresent(value -> given.put("AlarmEmail", value));
        if (withoutRelay) {
            given.put(RELAY, "off");
        }
        return given;
    }

    private static boolean hasWebFunctions(Aws aws) {
        String[] question = {"cloudformation", "describe-type", "--type", "RESOURCE", "--type-name", WEB_FUNCTION};
        var outcome = aws.attempt(question);
        if (outcome.failed() && outcome.err().contains("TypeNotFoundException")) {
            return false;
        }
        aws.answer(question, outcome);
        return true;
    }

    /** As the template's own rules have it, and before anything is made. */
    private static void checkDomain(Map<String, String> all, String region) {
        var hasZone = !all.getOrDefault(ZONE, "").isEmpty();
        var hasCertificate = !all.getOrDefault(CERTIFICATE, "").isEmpty();
        if (all.getOrDefault(DOMAIN, "").isEmpty()) {
            if (hasZone || hasCertificate) {
                throw new CommandFailure("--hosted-zone and --certificate go with --domain");
            }
        } else if (!hasCertificate && !region.equals(VIRGINIA)) {
            throw new CommandFailure("outside " + VIRGINIA
                    + " --domain needs --certificate, the ARN of one in us-east-1 (docs/deploy.md says how to get it)");
        } else if (!hasCertificate && !hasZone) {
            throw new CommandFailure("--domain needs --hosted-zone, or --certificate");
        }
    }

    private static String key() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return "k1:" + HexFormat.of().formatHex(key);
    }
}

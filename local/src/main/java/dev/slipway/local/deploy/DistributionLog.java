package dev.slipway.local.deploy;

import java.nio.file.Path;

/**
 * The access log of a distribution whose registry is not in us-east-1: a stack of {@code access-log.yaml} there, as that is where
 * CloudFront's log begins. In us-east-1 the registry's own stack has it.
 */
record DistributionLog(Aws aws, String registry) {

    private static final String VIRGINIA = "us-east-1";
    private static final String BUCKET = "AccessLogBucketName";

    /** Makes it, or takes it away, as the registry is deployed. */
    void follow(Stack stack, Path checkout) {
        if (isOfTheRegistry() || !stack.outputs().containsKey(BUCKET)) {
            return;
        }
        if ("off".equals(stack.parameters().get("CountTransfers"))) {
            delete();
            return;
        }
        there().ask(
                        "cloudformation",
                        "deploy",
                        "--stack-name",
                        name(),
                        "--template-file",
                        checkout.resolve("access-log.yaml").toString(),
                        "--no-fail-on-empty-changeset",
                        "--parameter-overrides",
                        "Stack=" + registry,
                        "Distribution=" + stack.output("DistributionId"),
                        "AccessLogBucket=" + stack.output(BUCKET));
    }

    /** Takes it away, if there is one; waits until it is gone. */
    void delete() {
        if (isOfTheRegistry()) {
            return;
        }
        there().ask("cloudformation", "delete-stack", "--stack-name", name());
        there().ask("cloudformation", "wait", "stack-delete-complete", "--stack-name", name());
    }

    private boolean isOfTheRegistry() {
        return aws.region().equals(VIRGINIA);
    }

    /** Another registry of this name may be in another region. */
    private String name() {
        return registry + "-" + aws.region() + "-access-log";
    }

    private Aws there() {
        return new Aws(aws.tool(), VIRGINIA, aws.account());
    }
}

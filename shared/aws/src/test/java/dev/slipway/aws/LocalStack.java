package dev.slipway.aws;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack's S3 in a container, which Testcontainers starts once and removes at the end. It checks signatures. */
final class LocalStack {

    private static final Once<AwsRegistry> REGISTRY = new Once<>(LocalStack::start);

    private LocalStack() {}

    static AwsRegistry registry() {
        return REGISTRY.get();
    }

    private static AwsRegistry start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new NoDocker();
        }
        var container = new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
                .withServices("s3")
                .withEnv("S3_SKIP_SIGNATURE_VALIDATION", "0");
        container.start();
        var registry = AwsUnderTest.wired(URI.create("http://127.0.0.1:9"), container.getEndpoint());
        registry.resources().createBucketIfAbsent();
        return registry;
    }

    /** One line. */
    private static final class NoDocker extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoDocker() {
            super("These tests need a Docker engine, and none answers.", null, false, false);
        }
    }
}

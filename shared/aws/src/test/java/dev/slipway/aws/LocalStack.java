package dev.slipway.aws;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container, which Testcontainers removes at the end. It checks signatures. */
public final class LocalStack {

    private static final Once<AwsRegistry> REGISTRY = new Once<>(LocalStack::withBucket);

    private LocalStack() {}

    /** One whose S3 all tests share, with a bucket in it. */
    static AwsRegistry registry() {
        return REGISTRY.get();
    }

    /** A further one with these services. */
    public static LocalStackContainer start(String... services) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new NoDocker();
        }
        var container = new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
                .withServices(services)
                .withEnv("S3_SKIP_SIGNATURE_VALIDATION", "0");
        container.start();
        return container;
    }

    private static AwsRegistry withBucket() {
        var container = start("s3");
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

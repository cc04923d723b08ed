package dev.slipway.e2e.deployed;

import java.net.URI;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** What stands in for DynamoDB, which LocalStack has of AWS's own program only. */
final class Moto {

    private static final int PORT = 5000;

    private Moto() {}

    /** What {@code AWS_ENDPOINT_URL_DYNAMODB} names, or else moto in a container, which Testcontainers removes at the end. */
    @SuppressWarnings("resource") // lives until the end
    static URI dynamoDb() {
        return Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_DYNAMODB"))
                .map(URI::create)
                .orElseGet(Moto::start);
    }

    private static URI start() {
        var container = new GenericContainer<>(DockerImageName.parse("motoserver/moto:5.2.5"))
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/moto-api/"));
        container.start();
        return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(PORT));
    }
}

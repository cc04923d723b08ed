package dev.slipway.aws;

import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.TableContract;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** With a table for each test: moto copies all that it holds for every transaction, large items of other tests too. */
@Tag("emulators")
class DynamoDbTableEmulatorTest extends TableContract {

    @RegisterExtension
    static final KnownDeviations DEVIATIONS = KnownDeviations.at(Emulators.endpoint("DYNAMODB"));

    private static final DynamoDbClient CLIENT = AwsClients.dynamoDb(
            AwsUnderTest.CREDENTIALS, AwsUnderTest.REGION, Optional.of(Emulators.endpoint("DYNAMODB")));

    private final String name = "slipway-" + UUID.randomUUID();

    @BeforeEach
    void create() {
        new TableCreation(CLIENT, name).createIfAbsent();
    }

    @AfterEach
    void delete() {
        CLIENT.deleteTable(request -> request.tableName(name));
    }

    @Override
    public Table table() {
        return new DynamoDbTable(CLIENT, name);
    }
}

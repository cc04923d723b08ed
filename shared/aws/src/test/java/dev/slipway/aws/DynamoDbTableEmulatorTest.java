package dev.slipway.aws;

import dev.slipway.registry.state.Table;
import dev.slipway.registry.state.TableContract;
import org.junit.jupiter.api.Tag;

@Tag("emulators")
class DynamoDbTableEmulatorTest extends TableContract {

    @Override
    public Table table() {
        return Emulators.REGISTRY.table();
    }
}

package dev.slipway.local;

import org.junit.jupiter.api.Tag;

/** The same with the relay that runs on AWS. */
@Tag("web-relay")
class WebRelayRegistryTest extends LocalRegistryTest {

    @Override
    RelayPlace relay() {
        return RelayPlace.WEB;
    }
}

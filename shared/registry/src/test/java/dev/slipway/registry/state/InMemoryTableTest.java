package dev.slipway.registry.state;

final class InMemoryTableTest extends TableContract {

    private final Table table = new InMemoryTable();

    @Override
    public Table table() {
        return table;
    }
}

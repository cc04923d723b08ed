package dev.slipway.registry.state;

/**
 * What every {@link Table} does. A table may serve many tests: each uses partitions of its own.
 */
public abstract class TableContract
        implements TableReading, TableQuerying, TableConditions, TableWriting, TableConcurrency {}

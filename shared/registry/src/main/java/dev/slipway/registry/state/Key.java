package dev.slipway.registry.state;

/**
 * Where an item is: a partition and a place within it. Items of a partition are sorted by the bytes of {@code sort} in
 * UTF-8.
 *
 * @param partition the table's hash key, {@code pk}
 * @param sort the table's range key, {@code sk}
 */
public record Key(String partition, String sort) {}

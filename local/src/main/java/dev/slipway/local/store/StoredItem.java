package dev.slipway.local.store;

import dev.slipway.registry.state.Item;

/**
 * An item as the database has it.
 *
 * @param length of its attributes there, in bytes
 */
record StoredItem(Item item, int length) {}

package dev.slipway.local.deploy;

import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.Table;

/** The tables and buckets of an account, by their names. */
interface State {

    Table table(String name);

    Bucket bucket(String name);

    /** Deletes a table with all that is in it; that there is none is no error. */
    void deleteTable(String name);

    /** Deletes a bucket with all that is in it; that there is none is no error. */
    void deleteBucket(String name);
}

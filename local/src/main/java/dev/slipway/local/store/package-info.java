/**
 * The embedded store: a registry's table in one SQLite file and its bucket in plain files, in a folder that one process
 * uses at a time. A process that is killed loses nothing that it acknowledged and leaves nothing half-written to be seen; a
 * machine that loses power may lose the last moments.
 */
@NullMarked
package dev.slipway.local.store;

import org.jspecify.annotations.NullMarked;

package dev.slipway.registry.blob;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.time.Duration;

/**
 * Has the bytes of an upload copied and verified by somebody who has more time than a request: minutes. What is asked for
 * may be lost, and may be done twice.
 */
public interface Copies {

    /** Asks for {@link Copying#copy} of this upload, and does not wait for it. */
    void start(RepositoryName repository, UploadId upload);

    /** After this time, a copy that was begun and is not there will never be. */
    Duration longest();
}

package dev.slipway.registry.blob;

import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;

/**
 * How far an upload has come, for a client to go on.
 *
 * @param offset how many bytes the registry has
 */
public record Session(RepositoryName repository, UploadId id, long offset) {

    static Session of(Upload upload) {
        return new Session(upload.repository(), upload.id(), upload.offset());
    }

    /**
     * The {@code Range} header: the first and last byte the registry has. An upload without bytes says {@code 0-0}, as
     * every registry does for want of a form for none.
     */
    public String range() {
        return "0-" + Math.max(0, offset - 1);
    }
}

package dev.slipway.registry.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.registry.Content;
import dev.slipway.registry.Stores;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Condition;
import dev.slipway.registry.state.ObjectKey;
import dev.slipway.registry.state.Write;
import java.util.List;
import java.util.Optional;

/** An upload whose relayed parts have been put together before: as one of 5 MiB and more, but small, for tests of many runs. */
public final class WholeUpload {

    private WholeUpload() {}

    /** Opens one with these bytes, which nobody has hashed. */
    public static Session open(Stores stores, RepositoryName repository, byte[] content) {
        return open(stores, repository, content, Optional.empty());
    }

    /** Opens one that has been copied. */
    public static Session open(Stores stores, RepositoryName repository, byte[] content, UploadId copy) {
        var copied = new Upload.Copy(copy, stores.now(), Optional.of(Content.sha256(content)));
        return open(stores, repository, content, Optional.of(copied));
    }

    private static Session open(Stores stores, RepositoryName repository, byte[] content, Optional<Upload.Copy> copy) {
        var upload = Upload.begin(repository)
                .grown(content.length, Optional.empty(), Staged.whole(content.length))
                .with(copy);
        stores.bucket().put(ObjectKey.staging(upload.id()), content);
        var item = UploadItem.of(upload, stores.now().plus(Progress.LIFE).getEpochSecond());
        assertThat(stores.table().write(List.of(new Write.Put(item, Condition.ABSENT))))
                .isEmpty();
        return Session.of(upload);
    }
}

package dev.slipway.registry.blob;

import dev.slipway.registry.blob.Staged.Chunk;
import dev.slipway.registry.blob.Upload.Claim;
import dev.slipway.registry.blob.Upload.Copy;
import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.MultipartUploads.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How an open upload is kept in the table. */
final class UploadItem {

    /** The attribute that names the copy; whoever links one asks that it is still this upload's. */
    static final String COPY = "copy";

    private UploadItem() {}

    /**
     * The item of an upload.
     *
     * @param expires when it may be forgotten, in seconds since 1970
     */
    static Item of(Upload upload, long expires) {
        var item = Item.at(Keys.upload(upload.repository(), upload.id()))
                .with("offset", upload.offset())
                .with("version", upload.version())
                .with("expires", expires);
        if (upload.hash().isPresent()) {
            var hash = upload.hash().get();
            item = item.with("sha256", hash.state(Algorithm.SHA256)).with("sha512", hash.state(Algorithm.SHA512));
        }
        return plusEnd(plusCopy(plusStaged(item, upload.staged()), upload.copy()), upload);
    }

    private static Item plusStaged(Item upload, Staged staged) {
        var item = staged.whole() == 0 ? upload : upload.with("whole", staged.whole());
        if (staged.multipart().isPresent()) {
            item = item.with("multipart", staged.multipart().get())
                    .with("nextPart", staged.nextPart())
                    .with("parts", parts(staged));
        }
        return staged.chunks().isEmpty() ? item : item.with("chunks", chunks(staged));
    }

    private static Item plusCopy(Item upload, Optional<Copy> copy) {
        if (copy.isEmpty()) {
            return upload;
        }
        var item = upload.with(COPY, copy.get().id().value())
                .with("copyUntil", copy.get().until().getEpochSecond());
        var sha256 = copy.get().sha256();
        return sha256.isPresent() ? item.with("copied", sha256.get().toString()) : item;
    }

    private static Item plusEnd(Item open, Upload upload) {
        var item = open;
        if (upload.claim().isPresent()) {
            var claim = upload.claim().get();
            item = item.with("claimed", claim.digest().toString());
            item = claim.answered() ? item.with("answered", 1) : item;
        }
        return upload.refusal().isPresent()
                ? item.with("refused", upload.refusal().get().name())
                : item;
    }

    /** Whether an upload may still go on: its item stays for a while after it has expired, and after it was refused. */
    static boolean isOpen(Item item, Instant now) {
        return isThere(item, now) && item.findText("refused").isEmpty();
    }

    /** The same, or it has been refused. */
    static boolean isThere(Item item, Instant now) {
        return item.number("expires") > now.getEpochSecond();
    }

    static UploadId id(Item item) {
        return new UploadId(item.key().sort().substring(Keys.UPLOAD.length()));
    }

    /** The digest that the closing request of an upload has named, where its bytes are being verified. */
    static Optional<Digest> claimed(Item item) {
        return item.findText("claimed").map(Digest::parse);
    }

    static Upload read(RepositoryName repository, Item item) {
        return new Upload(
                repository,
                id(item),
                item.number("offset"),
                item.number("version"),
                item.findBytes("sha256")
                        .flatMap(sha256 -> item.findBytes("sha512").map(sha512 -> RollingHash.of(sha256, sha512))),
                staged(item),
                item.findText(COPY).map(id -> copy(id, item)),
                claimed(item)
                        .map(digest ->
                                new Claim(digest, item.findNumber("answered").isPresent())),
                item.findText("refused").map(ErrorCode::valueOf));
    }

    private static Staged staged(Item item) {
        var whole = item.findNumber("whole").orElse(0L);
        var first = whole > 0 ? Staged.whole(whole) : Staged.NOTHING;
        return new Staged(
                whole,
                item.findNumber("nextPart").map(Math::toIntExact).orElse(first.nextPart()),
                item.findText("multipart"),
                item.texts("parts").stream().map(UploadItem::part).toList(),
                item.texts("chunks").stream().map(UploadItem::chunk).toList());
    }

    private static Copy copy(String id, Item item) {
        return new Copy(
                new UploadId(id),
                Instant.ofEpochSecond(item.number("copyUntil")),
                item.findText("copied").map(Digest::parse));
    }

    private static List<String> parts(Staged staged) {
        return staged.parts().stream()
                .map(part -> part.number() + " " + part.tag())
                .toList();
    }

    private static Part part(String text) {
        var space = text.indexOf(' ');
        return new Part(Integer.parseInt(text.substring(0, space)), text.substring(space + 1));
    }

    private static List<String> chunks(Staged staged) {
        return staged.chunks().stream()
                .map(chunk -> chunk.size() + " " + chunk.id())
                .toList();
    }

    private static Chunk chunk(String text) {
        var space = text.indexOf(' ');
        return new Chunk(new UploadId(text.substring(space + 1)), Long.parseLong(text.substring(0, space)));
    }
}

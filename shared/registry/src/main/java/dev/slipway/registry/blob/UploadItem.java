package dev.slipway.registry.blob;

import dev.slipway.registry.blob.Upload.Chunk;
import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import dev.slipway.registry.state.Item;
import dev.slipway.registry.state.Keys;
import dev.slipway.registry.state.MultipartUploads.Part;
import java.time.Instant;
import java.util.List;

/** How an open upload is kept in the table. */
final class UploadItem {

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
        if (upload.multipart().isPresent()) {
            item = item.with("multipart", upload.multipart().get())
                    .with("nextPart", upload.nextPart())
                    .with("parts", parts(upload));
        }
        return upload.chunks().isEmpty() ? item : item.with("chunks", chunks(upload));
    }

    /** Whether an upload may still go on: its item stays for a while after it has expired. */
    static boolean isOpen(Item item, Instant now) {
        return item.number("expires") > now.getEpochSecond();
    }

    static Upload read(RepositoryName repository, Item item) {
        return new Upload(
                repository,
                new UploadId(item.key().sort().substring(Keys.UPLOAD.length())),
                item.number("offset"),
                item.number("version"),
                item.findBytes("sha256")
                        .flatMap(sha256 -> item.findBytes("sha512").map(sha512 -> RollingHash.of(sha256, sha512))),
                Math.toIntExact(item.findNumber("nextPart").orElse(1L)),
                item.findText("multipart"),
                item.texts("parts").stream().map(UploadItem::part).toList(),
                item.texts("chunks").stream().map(UploadItem::chunk).toList());
    }

    private static List<String> parts(Upload upload) {
        return upload.parts().stream()
                .map(part -> part.number() + " " + part.tag())
                .toList();
    }

    private static Part part(String text) {
        var space = text.indexOf(' ');
        return new Part(Integer.parseInt(text.substring(0, space)), text.substring(space + 1));
    }

    private static List<String> chunks(Upload upload) {
        return upload.chunks().stream()
                .map(chunk -> chunk.size() + " " + chunk.id())
                .toList();
    }

    private static Chunk chunk(String text) {
        var space = text.indexOf(' ');
        return new Chunk(new UploadId(text.substring(space + 1)), Long.parseLong(text.substring(0, space)));
    }
}

package dev.slipway.registry.access;

import dev.slipway.registry.error.ErrorCode;
import dev.slipway.registry.error.RegistryException;
import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.UploadId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What the edge and the handlers sign for each other with the capability keys: upload URLs, download URLs, and the
 * viewer header. Forms and lifetimes: {@code docs/protocol.md}.
 */
public final class Capabilities {

    /** The header in which the edge tells handlers who asked. */
    public static final String VIEWER_HEADER = "slipway-viewer";

    private static final Duration UPLOAD_LIFE = Duration.ofHours(24);
    private static final Duration DOWNLOAD_LIFE = Duration.ofMinutes(5);
    private static final Pattern UPLOAD_STATE =
            Pattern.compile("([a-z0-9]{1,8})\\.([0-9]{1,15})\\.([0-9]{1,12})\\.([0-9a-f]{64})");
    private static final Pattern VIEWER = Pattern.compile(
            "([a-z0-9]{1,8});([0-9]{1,12});(https?);([A-Za-z0-9.:\\[\\]-]{1,300});([0-9a-fA-F.:]{1,60});([0-9a-f]{64})");

    private final SigningKeys keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Capabilities(SigningKeys keys, InstantSource clock, RandomGenerator random) {
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /** The URL, without scheme and host, at which an upload of so many bytes goes on; 24 hours. */
    public String uploadUrl(RepositoryName repository, UploadId upload, long offset) {
        var expiry = expiry(UPLOAD_LIFE);
        var signature = keys.sign("upload", repository.value(), upload.value(), Long.toString(offset), expiry);
        return "/v2/" + repository + "/blobs/uploads/" + upload + "?state=" + keys.id() + "." + offset + "." + expiry
                + "." + signature;
    }

    /**
     * Refuses with {@code BLOB_UPLOAD_UNKNOWN} whoever was not given the URL of this upload.
     *
     * @return how many bytes the upload had when the URL was made
     */
    public long checkUpload(RepositoryName repository, UploadId upload, String state) {
        var matcher = UPLOAD_STATE.matcher(state);
        if (!matcher.matches() || !isUploadOf(repository, upload, matcher.toMatchResult())) {
            throw new RegistryException(ErrorCode.BLOB_UPLOAD_UNKNOWN).with("upload", upload);
        }
        return Long.parseLong(matcher.group(2));
    }

    /** The URL, without scheme and host, from which the edge serves a blob; 5 minutes. */
    public String downloadUrl(Digest digest, UploadId object) {
        var path = digest.algorithm() + "/" + digest.hex() + "/" + object;
        var grant = new byte[16];
        random.nextBytes(grant);
        var grantId = HexFormat.of().formatHex(grant);
        var expiry = expiry(DOWNLOAD_LIFE);
        var signature = keys.sign("download", grantId, path.replace('/', '\n'), expiry);
        return "/download/" + grantId + "/" + path + "?state=" + keys.id() + "." + expiry + "." + signature;
    }

    /** Reads the viewer header; {@code DENIED} for what the edge has not just signed. */
    public Viewer viewer(String header) {
        var matcher = VIEWER.matcher(header);
        if (!matcher.matches() || !isViewer(matcher.toMatchResult())) {
            throw new RegistryException(ErrorCode.DENIED, "requests must come through the registry's own host");
        }
        return new Viewer(matcher.group(3), matcher.group(4), matcher.group(5));
    }

    private boolean isUploadOf(RepositoryName repository, UploadId upload, MatchResult state) {
        return isAhead(state.group(3))
                && keys.verify(
                        state.group(1),
                        state.group(4),
                        "upload",
                        repository.value(),
                        upload.value(),
                        state.group(2),
                        state.group(3));
    }

    private boolean isViewer(MatchResult viewer) {
        return isAhead(viewer.group(2))
                && keys.verify(
                        viewer.group(1),
                        viewer.group(6),
                        "viewer",
                        viewer.group(2),
                        viewer.group(3),
                        viewer.group(4),
                        viewer.group(5));
    }

    private boolean isAhead(String expiry) {
        return Long.parseLong(expiry) >= clock.instant().getEpochSecond();
    }

    private String expiry(Duration life) {
        return Long.toString(clock.instant().plus(life).getEpochSecond());
    }
}

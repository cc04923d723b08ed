package dev.slipway.registry.state;

import dev.slipway.registry.name.Digest;
import dev.slipway.registry.name.RepositoryName;
import dev.slipway.registry.name.Tag;
import dev.slipway.registry.name.UploadId;

/**
 * Where each item of the table is.
 *
 * <pre>
 * partition          sort key                    item
 * repositories       NAME                        a repository there is
 * r#NAME             tag#TAG                     the digest a tag points at
 * r#NAME             manifest#DIGEST             a manifest: its bytes, or where they are
 * r#NAME             referrer#SUBJECT#DIGEST     a manifest that names SUBJECT as its subject
 * r#NAME             link#DIGEST                 a blob that the repository may serve, and which object it is
 * r#NAME             upload#UPLOAD-ID            an upload that is open
 * b#DIGEST           object#UPLOAD-ID            bytes in the bucket: live or dead, and how many links they have
 * b#DIGEST           holder#NAME                 a repository that links the blob
 * o#COPY-ID          digest                      which blob an object is whose key does not say so
 * owners             OWNER                       a user or an organization, its members, trust policies, budgets and networks
 * budgets            OWNER                       the owner has a budget
 * addresses          aws                         which addresses are in the bucket's region
 * names              SKELETON                    a name of an owner, and all that looks like it, is taken
 * t#TOKEN-ID         token                       a personal access token, hashed
 * u#USER             token#TOKEN-ID              a user has this token
 * f#KIND#VALUE       WINDOW                      how many sign-ins failed for a name or from an address
 * sweep              position                    where the last sweep stopped
 * </pre>
 *
 * What the items hold, who writes and who reads them: {@code docs/table.md}.
 */
public final class Keys {

    /** The partition of all repositories. */
    public static final String REPOSITORIES = "repositories";

    /** The partition of all owners. */
    public static final String OWNERS = "owners";

    /** The partition that tells which owners have a budget. */
    public static final String BUDGETS = "budgets";

    /** The partition of the names that owners have taken. */
    public static final String NAMES = "names";

    public static final String TAG = "tag#";
    public static final String MANIFEST = "manifest#";
    public static final String LINK = "link#";
    public static final String UPLOAD = "upload#";
    public static final String OBJECT = "object#";
    public static final String HOLDER = "holder#";

    /** Which addresses are in the bucket's region. */
    public static final Key ADDRESSES = new Key("addresses", "aws");

    /** Where the last sweep of the bucket stopped. */
    public static final Key SWEEP = new Key("sweep", "position");

    private Keys() {}

    public static Key repository(RepositoryName name) {
        return new Key(REPOSITORIES, name.value());
    }

    /** The partition of what is in a repository. */
    public static String within(RepositoryName name) {
        return "r#" + name;
    }

    public static Key tag(RepositoryName name, Tag tag) {
        return new Key(within(name), TAG + tag);
    }

    public static Key manifest(RepositoryName name, Digest digest) {
        return new Key(within(name), MANIFEST + digest);
    }

    /** What the sort keys of all that refer to a subject begin with. */
    public static String referrers(Digest subject) {
        return "referrer#" + subject + "#";
    }

    public static Key referrer(RepositoryName name, Digest subject, Digest digest) {
        return new Key(within(name), referrers(subject) + digest);
    }

    public static Key link(RepositoryName name, Digest digest) {
        return new Key(within(name), LINK + digest);
    }

    public static Key upload(RepositoryName name, UploadId upload) {
        return new Key(within(name), UPLOAD + upload);
    }

    /** The partition of what is known of a blob, whichever repositories link it. */
    public static String blob(Digest digest) {
        return "b#" + digest;
    }

    public static Key object(Digest digest, UploadId upload) {
        return new Key(blob(digest), OBJECT + upload);
    }

    /** What is known of an object whose own key does not say which blob it is. */
    public static Key copied(UploadId copy) {
        return new Key("o#" + copy, "digest");
    }

    public static Key holder(Digest digest, RepositoryName name) {
        return new Key(blob(digest), HOLDER + name);
    }
}

package dev.slipway.registry;

import dev.slipway.registry.access.Access;
import dev.slipway.registry.access.AccessTokens;
import dev.slipway.registry.access.Audit;
import dev.slipway.registry.access.BearerTokens;
import dev.slipway.registry.access.Capabilities;
import dev.slipway.registry.access.SignIn;
import dev.slipway.registry.blob.Blobs;
import dev.slipway.registry.blob.Copies;
import dev.slipway.registry.blob.Copying;
import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.blob.FinishedUploads;
import dev.slipway.registry.blob.Patience;
import dev.slipway.registry.blob.RelayedParts;
import dev.slipway.registry.blob.Sweep;
import dev.slipway.registry.blob.Uploads;
import dev.slipway.registry.blob.Verification;
import dev.slipway.registry.cost.Ledger;
import dev.slipway.registry.cost.Receipts;
import dev.slipway.registry.cost.StandingCharges;
import dev.slipway.registry.cost.StorageCharges;
import dev.slipway.registry.manifest.ManifestDeletions;
import dev.slipway.registry.manifest.ManifestPushes;
import dev.slipway.registry.manifest.Manifests;
import dev.slipway.registry.manifest.Referrers;
import dev.slipway.registry.owner.Owners;
import dev.slipway.registry.owner.Packages;
import dev.slipway.registry.state.Bucket;
import dev.slipway.registry.state.MultipartUploads;
import dev.slipway.registry.state.Table;
import dev.slipway.registry.statement.Statements;
import dev.slipway.registry.tag.Listing;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;

/**
 * All that a registry is made of, and the rules over it. Handlers are given one.
 *
 * @param tokens what bearer tokens are issued and read with
 * @param audit is told who was let in and who changed what
 * @param issuers whose ID tokens trust policies may name, as their {@code iss} claims
 * @param downloads where clients are sent for a blob's bytes
 * @param copies has done what takes longer than a request may
 * @param patience how long requests wait for that
 * @param receipts what answers cost
 */
public record Registry(
        Table table,
        Bucket bucket,
        MultipartUploads multipart,
        Capabilities capabilities,
        Access access,
        BearerTokens tokens,
        Audit audit,
        Set<String> issuers,
        Downloads downloads,
        Copies copies,
        Patience patience,
        Receipts receipts,
        InstantSource clock) {

    public Registry {
        issuers = Set.copyOf(issuers);
    }

    public SignIn signIn() {
        return new SignIn(table, tokens, audit, clock);
    }

    public StorageCharges storageCharges() {
        return new StorageCharges(table, bucket, clock);
    }

    public StandingCharges standingCharges() {
        return new StandingCharges(table, clock);
    }

    public AccessTokens accessTokens() {
        return new AccessTokens(table, clock, new SecureRandom());
    }

    public Owners owners() {
        return new Owners(table, clock);
    }

    public Packages packages() {
        return new Packages(table);
    }

    public Blobs blobs() {
        return new Blobs(table, bucket, multipart, copies, patience, clock);
    }

    public Uploads uploads() {
        return new Uploads(table, bucket, multipart, clock);
    }

    public FinishedUploads finishedUploads() {
        return new FinishedUploads(table, bucket, multipart, copies, patience, clock);
    }

    public RelayedParts relayedParts() {
        return new RelayedParts(table, bucket, multipart, clock);
    }

    public Verification verification() {
        return new Verification(table, bucket, multipart, copies, patience, clock);
    }

    public Copying copying() {
        return new Copying(table, bucket, multipart, copies, clock);
    }

    public Sweep sweep() {
        return new Sweep(table, bucket, clock);
    }

    public Manifests manifests() {
        return new Manifests(table, bucket);
    }

    public ManifestPushes manifestPushes() {
        return new ManifestPushes(table, bucket, blobs(), clock);
    }

    public ManifestDeletions manifestDeletions() {
        return new ManifestDeletions(table, clock);
    }

    public Referrers referrers() {
        return new Referrers(table);
    }

    public Ledger ledger() {
        return new Ledger(table);
    }

    public Statements statements() {
        return new Statements(ledger(), receipts, owners(), bucket, clock);
    }

    public Listing listing() {
        return new Listing(table);
    }
}

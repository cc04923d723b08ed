package dev.slipway.local.cost;

import static dev.slipway.local.cost.Assumptions.DOWNLOADS_A_PULL;
import static dev.slipway.local.cost.Assumptions.EDGE_FUNCTIONS_A_REQUEST;
import static dev.slipway.local.cost.Assumptions.MEMORY_MIB;
import static dev.slipway.local.cost.Assumptions.MILLISECONDS_A_REQUEST;
import static dev.slipway.local.cost.Assumptions.READS_A_REQUEST;
import static dev.slipway.local.cost.Assumptions.REQUESTS_A_PULL;
import static dev.slipway.local.cost.Assumptions.REQUESTS_A_PUSH;
import static dev.slipway.local.cost.Assumptions.UPLOADS_A_PUSH;
import static dev.slipway.local.cost.Assumptions.WRITES_A_PUSH;

import dev.slipway.registry.blob.Downloads;
import dev.slipway.registry.cost.Unit;
import java.util.ArrayList;
import java.util.List;

/** What Slipway pays AWS for a month's work. */
final class Estimate {

    private static final int ALL = 100;

    private final Workload work;
    private final Pricing pricing;
    private final List<EstimateLine> lines = new ArrayList<>();

    private Estimate(Workload work, Pricing pricing) {
        this.work = work;
        this.pricing = pricing;
    }

    /**
     * One line for each unit.
     *
     * @throws ArithmeticException where it is more than can be counted
     */
    static Bill of(Workload work, Pricing pricing) {
        var estimate = new Estimate(work, pricing);
        estimate.edge();
        estimate.handlers();
        estimate.bucket();
        return new Bill(estimate.lines);
    }

    private void edge() {
        var downloads = Math.multiplyExact(work.pulls(), DOWNLOADS_A_PULL * (long) work.throughEdge()) / ALL;
        var requests = Math.addExact(
                Math.addExact(Math.multiplyExact(work.pulls(), REQUESTS_A_PULL), downloads),
                Math.multiplyExact(work.pushes(), REQUESTS_A_PUSH + UPLOADS_A_PUSH));
        var pull = work.throughEdge() == 0
                ? "" + REQUESTS_A_PULL
                : "(" + REQUESTS_A_PULL + " + " + DOWNLOADS_A_PULL + " downloads" + near(", ") + ")";
        add(
                Unit.EDGE_FUNCTION,
                Math.multiplyExact(requests, EDGE_FUNCTIONS_A_REQUEST),
                Count.of(requests) + " requests x " + EDGE_FUNCTIONS_A_REQUEST);
        add(
                Unit.CLOUDFRONT_REQUEST,
                requests,
                pulls() + " x " + pull + " + " + pushes() + " x (" + REQUESTS_A_PUSH + " + " + UPLOADS_A_PUSH
                        + " uploads)");
        if (work.throughEdge() > 0) {
            var bytes = work.throughEdge() == ALL ? work.pulledBytes() : work.pulledAfar();
            add(Unit.CLOUDFRONT_OUT, bytes, pulls() + " x " + work.pullSize() + near(" "));
        }
        add(Unit.CLOUDFRONT_IN, work.pushedBytes(), pushes() + " x " + work.pushSize());
    }

    private void handlers() {
        var requests = Math.addExact(
                Math.multiplyExact(work.pulls(), REQUESTS_A_PULL), Math.multiplyExact(work.pushes(), REQUESTS_A_PUSH));
        var origin = pulls() + " x " + REQUESTS_A_PULL + " + " + pushes() + " x " + REQUESTS_A_PUSH;
        var each = Count.of(requests) + " requests x ";
        add(Unit.GATEWAY_REQUEST, requests, origin);
        add(Unit.LAMBDA_REQUEST, requests, origin);
        add(
                Unit.LAMBDA_TIME,
                Math.multiplyExact(requests, (long) MILLISECONDS_A_REQUEST * MEMORY_MIB),
                each + MILLISECONDS_A_REQUEST + " ms x " + Count.of(MEMORY_MIB) + " MiB");
        add(Unit.TABLE_READ, Math.multiplyExact(requests, READS_A_REQUEST), each + READS_A_REQUEST);
        add(Unit.TABLE_WRITE, Math.multiplyExact(work.pushes(), WRITES_A_PUSH), pushes() + " x " + WRITES_A_PUSH);
    }

    private void bucket() {
        add(Unit.BUCKET_WRITE, Math.multiplyExact(work.pushes(), UPLOADS_A_PUSH), pushes() + " x " + UPLOADS_A_PUSH);
        add(Unit.BUCKET_READ, Math.multiplyExact(work.pulls(), DOWNLOADS_A_PULL), pulls() + " x " + DOWNLOADS_A_PULL);
        if (work.downloads() == Downloads.Choice.S3) {
            add(
                    Unit.BUCKET_OUT,
                    work.pulledAfar(),
                    pulls() + " x " + work.pullSize() + " of which " + work.inRegion() + " % stay in the region, free");
        }
        add(Unit.BUCKET_STORAGE, work.stored().bytes(), work.stored() + " stored");
    }

    /** What of it goes elsewhere, if anything does. */
    private String near(String before) {
        return work.throughEdge() == ALL
                ? ""
                : before + "of which " + work.inRegion() + " % go by S3 in the region, free";
    }

    private void add(Unit unit, long amount, String origin) {
        lines.add(pricing.line(unit, amount, origin));
    }

    private String pulls() {
        return Count.of(work.pulls()) + " pulls";
    }

    private String pushes() {
        return Count.of(work.pushes()) + " pushes";
    }
}

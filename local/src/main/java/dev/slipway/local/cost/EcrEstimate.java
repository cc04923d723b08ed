package dev.slipway.local.cost;

import java.util.List;

/** What Amazon ECR's private registry takes for the same work: storage, and transfer out of its region. */
final class EcrEstimate {

    private EcrEstimate() {}

    static Bill of(Workload work, Pricing pricing) {
        return new Bill(List.of(
                pricing.line("ecr-storage", work.stored().bytes(), work.stored() + " stored"),
                pricing.line(
                        "ecr-out",
                        work.pulledAfar(),
                        Count.of(work.pulls()) + " pulls x " + work.pullSize() + " of which " + work.inRegion()
                                + " % stay in the region, free")));
    }
}

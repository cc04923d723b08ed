package dev.slipway.local.cost;

/** What pushes and pulls of common clients are taken to ask for, and what an answer takes ({@code docs/price.md}). */
final class Assumptions {

    /** Requests to handlers. */
    static final int REQUESTS_A_PUSH = 14;

    /** Requests to handlers. */
    static final int REQUESTS_A_PULL = 11;

    /** Requests of bytes to CloudFront, each of which becomes a PUT. */
    static final int UPLOADS_A_PUSH = 2;

    /** Requests for bytes, each of which becomes a GET. */
    static final int DOWNLOADS_A_PULL = 8;

    static final int EDGE_FUNCTIONS_A_REQUEST = 2;

    /** Read request units. */
    static final int READS_A_REQUEST = 3;

    /** Write request units. */
    static final int WRITES_A_PUSH = 40;

    static final int MILLISECONDS_A_REQUEST = 50;

    /** Of a function. */
    static final int MEMORY_MIB = 1769;

    private Assumptions() {}
}

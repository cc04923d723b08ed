package dev.slipway.local.edge;

/** An edge function threw, or returned what CloudFront would not take: answered 503, as CloudFront does. */
final class EdgeFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EdgeFailure(String message) {
        super(message);
    }

    EdgeFailure(String message, Throwable cause) {
        super(message, cause);
    }
}

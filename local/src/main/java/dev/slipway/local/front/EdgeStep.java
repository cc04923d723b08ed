package dev.slipway.local.front;

/** The edge's two functions. */
public interface EdgeStep {

    /** The viewer-request function: what to do with a request. */
    Decision decide(Viewer viewer);

    /**
     * The viewer-response function: what becomes of an origin's answer below 400. Its body stays as it is unless the
     * function gives another.
     */
    Answer finish(Viewer viewer, Decision.Forward forward, Answer answer);
}

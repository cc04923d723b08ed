package dev.slipway.local;

/**
 * How {@code serve} has the JDK log: not at all, since whoever is told of a problem is told in an answer. Named by the property
 * {@code java.util.logging.config.class}, it is made when something is first logged.
 */
public final class Silence {}

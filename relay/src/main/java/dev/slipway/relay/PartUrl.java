package dev.slipway.relay;

/** Where one part goes: a URL that takes one {@code PUT} without credentials. */
public record PartUrl(int number, String url) {}

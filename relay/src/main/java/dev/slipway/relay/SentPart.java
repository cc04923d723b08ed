package dev.slipway.relay;

/** A part that lies in the bucket: the tag is the bucket's, the size is in bytes. */
public record SentPart(int number, String tag, int size) {}

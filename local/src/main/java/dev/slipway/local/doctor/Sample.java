package dev.slipway.local.doctor;

import dev.slipway.registry.name.Algorithm;
import dev.slipway.registry.name.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Bytes that nobody has pushed before, the same each time they are read. */
record Sample(long size, long seed) {

    private static final int BLOCK = 64 << 10;

    static Sample of(long size) {
        return new Sample(size, ThreadLocalRandom.current().nextLong());
    }

    InputStream open() {
        return new Blocks(new SplittableRandom(seed), size);
    }

    byte[] bytes() {
        try (var in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Digest digest() {
        try (var in = open()) {
            return Digest.of(Algorithm.SHA256, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Blocks extends InputStream {

        private final SplittableRandom random;
        private final byte[] block = new byte[BLOCK];
        private int next = BLOCK;
        private long left;

        Blocks(SplittableRandom random, long size) {
            this.random = random;
            this.left = size;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left == 0) {
                return -1;
            }
            if (next == BLOCK) {
                random.nextBytes(block);
                next = 0;
            }
            var count = (int) Math.min(Math.min(length, left), BLOCK - next);
            System.arraycopy(block, next, into, from, count);
            next += count;
            left -= count;
            return count;
        }
    }
}

package dev.slipway.local.doctor;

import java.io.IOException;

/**
 * One thing that Slipway rests on.
 *
 * @param name stays the same from release to release; a row of {@code docs/aws-assumptions.md} has it
 * @param expected what a deployment should do
 * @param remedy what to do if it does not
 */
record Check(String name, String expected, String remedy, Look look) {

    /** Looks at a deployment. */
    @FunctionalInterface
    interface Look {

        /**
         * Says what came back.
         *
         * @throws Trouble when what had to come first did not come
         * @throws IOException when a connection broke or nothing came
         */
        Finding at(Site site) throws Trouble, IOException, InterruptedException;
    }
}

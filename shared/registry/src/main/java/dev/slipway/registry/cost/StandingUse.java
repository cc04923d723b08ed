package dev.slipway.registry.cost;

/** What a deployment has that is paid for while nobody asks for anything. */
@FunctionalInterface
public interface StandingUse {

    /** What one of {@link Unit#ALARM} and {@link Unit#ZONE} is counted in. */
    long MILLIONTHS = 1_000_000;

    /** So much of each unit as it is for a month in which nothing changes. */
    Usage now();

    /** A table of so many bytes: they are kept, and kept so that it can be restored to any point in time. */
    static Usage ofTable(long bytes) {
        return Usage.NONE.plus(Unit.TABLE_STORAGE, bytes).plus(Unit.TABLE_BACKUP, bytes);
    }

    /** So many whole things that are counted in millionths. */
    static Usage of(Unit unit, long number) {
        return Usage.NONE.plus(unit, Math.multiplyExact(number, MILLIONTHS));
    }
}

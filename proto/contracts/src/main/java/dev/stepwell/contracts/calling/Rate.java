package dev.stepwell.contracts.calling;

/**
 * How often a key may ask, whatever it asks for.
 *
 * @param perSecond requests in the long run
 * @param burst requests at once, after a time without any
 */
public record Rate(int perSecond, int burst) {
    public Rate {
        if (perSecond <= 0 || burst <= 0) {
            throw new IllegalArgumentException("a key asks once a second at least, and once at a time");
        }
    }
}

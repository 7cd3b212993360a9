package io.nact.persistence.journal;

/**
 * A stretch of one id's events.
 *
 * @param from the number of the first event
 * @param to the number of the last one; less than {@code from} if there is none
 */
public record StreamRange(long from, long to) {

    /** No event follows this number. */
    public static StreamRange emptyAfter(long sequenceNr) {
        return new StreamRange(sequenceNr + 1, sequenceNr);
    }

    /** Whether there is no event in it. */
    public boolean isEmpty() {
        return to < from;
    }
}

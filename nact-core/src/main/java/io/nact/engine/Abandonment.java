package io.nact.engine;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of an actor that does not come to its end by itself, because a turn of its outlives the stop timeout. */
final class Abandonment {

    private static final Logger log = LoggerFactory.getLogger(Abandonment.class);

    private Abandonment() {}

    /**
     * Abandons the actor if it hangs in a turn. One that waits for its children, or had to until just now, is looked at
     * again after the same time.
     */
    static void of(Cell<?> cell, boolean inLastTurn) {
        boolean hangs = cell.move(Cell.Status.ALIVE, Cell.Status.ABANDONED)
                || inLastTurn && cell.move(Cell.Status.STOPPING, Cell.Status.ABANDONED);
        if (hangs) {
            abandon(cell);
        } else if (cell.status() == Cell.Status.STOPPING || cell.status() == Cell.Status.PASSIVATED) {
            boolean childless = cell.childrenNow().isEmpty();
            cell.system().scheduler().schedule(limit(cell), () -> of(cell, childless));
        }
    }

    private static Duration limit(Cell<?> cell) {
        return cell.system().options().stopTimeout();
    }

    private static void abandon(Cell<?> cell) {
        log.error(
                "{} is abandoned: its turn on {} has not ended within {} of the request to stop",
                cell.path(),
                cell.life().messageInHand(),
                limit(cell));
        cell.life().abandonTurns();
        cell.life().ending().reportUndelivered();
        new Undelivered(cell.mailbox().close()).report(cell);
        List<Cell<?>> children = cell.children().close();
        if (children.isEmpty()) {
            cell.ended();
        } else {
            children.forEach(Cell::requestStop);
        }
    }
}

package io.nact.testkit;

import io.nact.MailboxFullException;
import io.nact.Stash;
import java.util.ArrayList;
import java.util.List;

/** The stash of a behaviour under test. */
final class TestedStash implements Stash {

    private final TestedActor<?> actor;

    private final List<TestedActor.Taken> stashed = new ArrayList<>();

    private boolean wanted;

    private boolean refused;

    TestedStash(TestedActor<?> actor) {
        this.actor = actor;
    }

    @Override
    public boolean add() {
        TestedActor.Taken inHand = actor.inHand();
        if (inHand == null || inHand.reply() != null && inHand.reply().isTakenOver()) {
            throw new IllegalStateException(
                    "%s has no message in hand that it could set aside".formatted(actor.path()));
        }
        refused = isFull();
        wanted = !refused;
        return wanted;
    }

    /** Sets the message aside if its turn wanted that; true if it did, or would have. */
    boolean turnEnded(TestedActor.Taken taken) {
        if (wanted) {
            wanted = false;
            stashed.add(taken);
            actor.add(new Effect.Stashed(taken.message()));
            return true;
        }
        if (refused) {
            refused = false;
            if (taken.reply() != null) {
                taken.reply().failed(new MailboxFullException("The stash of %s is full".formatted(actor.path())));
            }
            return true;
        }
        return false;
    }

    @Override
    public void unstash(int messages) {
        int count = Math.min(messages, stashed.size());
        if (count > 0) {
            List<TestedActor.Taken> oldest = stashed.subList(0, count);
            actor.putBack(List.copyOf(oldest));
            oldest.clear();
            actor.add(new Effect.Unstashed(count));
        }
    }

    /** Takes everything out. */
    List<TestedActor.Taken> takeAll() {
        List<TestedActor.Taken> all = List.copyOf(stashed);
        stashed.clear();
        return all;
    }

    List<Object> messages() {
        return stashed.stream().map(TestedActor.Taken::message).toList();
    }

    @Override
    public int size() {
        return stashed.size();
    }

    @Override
    public int capacity() {
        return actor.behavior().options().stashCapacity();
    }
}

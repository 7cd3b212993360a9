package io.nact.inspect;

import io.nact.path.ActorPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks into a running system: all actors at one glance, the tree, one actor with all that is known about it.
 *
 * <p>Any thread may look, and no actor stops for it. What is found was true a moment ago; an actor that comes or goes while
 * the tree is walked may be missed or found. How much memory a look takes is bounded, however many actors live; what is
 * remembered for rates from one look to the next is let go ten seconds after the last. Nobody pays while nobody looks.
 */
public interface Inspector {

    /**
     * All actors at one glance, with the first few by each of these orders. One walk through the tree.
     *
     * @throws IllegalArgumentException if the limit is negative or above {@value #MOST}
     */
    Summary summary(Set<Ranking> orders, int limit);

    /**
     * The first few actors in this order; those of which there is nothing to say are left out. Walks the tree.
     *
     * @throws IllegalArgumentException if the limit is negative or above {@value #MOST}
     */
    List<ActorRow> top(Ranking order, int limit);

    /**
     * One page of the children of an actor, or of the actors at the top of the tree for the path of the system.
     *
     * @param page from 0 on
     * @return nothing if no actor lives there
     * @throws IllegalArgumentException if the page is negative, or the size below one or above {@value #MOST}
     */
    Optional<Page> children(ActorPath path, int page, int size);

    /**
     * Actors in whose name or type the text occurs, in whatever case, as they are met. Walks the tree until enough have
     * been found.
     *
     * @throws IllegalArgumentException if the limit is negative or above {@value #MOST}
     */
    List<ActorRow> search(String text, int limit);

    /** The live actor with this path, its messages by their types only. */
    default Optional<ActorDetails> actor(ActorPath path) {
        return actor(path, Contents.HIDDEN);
    }

    /**
     * The live actor with this path. To show what is in messages calls their {@code toString}, on this thread.
     *
     * @return nothing if none lives there
     */
    Optional<ActorDetails> actor(ActorPath path, Contents contents);

    /**
     * The latest crashes of all actors together, the latest first.
     *
     * @throws IllegalArgumentException if the limit is negative or above {@value #MOST}
     */
    List<Failure> failures(int limit);

    /** The latest crashes of the actor with this path, the latest first, whether or not it lives; ten at most. */
    List<Failure> failures(ActorPath path);

    /** The dead letters that are remembered, the latest first. */
    List<RememberedLetter> deadLetters(Contents contents);

    /** Who sends to whom. The first look begins to count. */
    Flow flow();

    /** What can be done to actors by hand. */
    Controls controls();

    /** As many actors as a look answers at most. */
    int MOST = 1_000;
}
